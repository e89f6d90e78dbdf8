import type { FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';

/** Next's development server tells pages of edits through a WebSocket under /_next. Development only. */
export function passSocketsOn(app: FastifyInstance, webUrl: string): void {
  app.route({
    method: 'GET',
    url: '/_next/*',
    handler: (request, reply) => reply.from(request.raw.url),
    wsHandler: (browser, request) => {
      const next = new WebSocket(webUrl.replace('http', 'ws') + request.url, {
        origin: webUrl,
        perMessageDeflate: false,
      });
      const waiting: { data: Parameters<WebSocket['send']>[0]; binary: boolean }[] = [];
      next.on('open', () => {
        for (const { data, binary } of waiting) next.send(data, { binary });
      });
      next.on('message', (data, binary) => browser.send(data, { binary }));
      browser.on('message', (data, binary) => {
        if (next.readyState === WebSocket.OPEN) next.send(data, { binary });
        else waiting.push({ data, binary });
      });
      next.on('close', () => browser.close());
      browser.on('close', () => next.close());
      // What has failed is closed too, and then the other side is.
      next.on('error', () => {});
    },
  });
}
