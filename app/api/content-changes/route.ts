import { watch } from 'node:fs';
import { readWebSettings } from '../../../lib/web/settings.ts';

export const dynamic = 'force-dynamic';

/** For those who write lessons, in development alone: a line whenever something under content/ was saved. */
export function GET(request: Request): Response {
  if (process.env.NODE_ENV !== 'development') return new Response(null, { status: 404 });
  const lines = new ReadableStream<string>({
    start(controller) {
      // So that the headers are sent, and the browser knows that it is heard.
      controller.enqueue(':\n\n');
      const watcher = watch(readWebSettings().contentFolder, { recursive: true }, (_event, name) => {
        if (/\.(mdx|yaml|svg|md)$/.test(name ?? '')) controller.enqueue(`data: ${JSON.stringify(name)}\n\n`);
      });
      request.signal.addEventListener('abort', () => watcher.close(), { once: true });
    },
  });
  // no-transform: compressed, a line would wait for the next ones.
  return new Response(lines.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' },
  });
}
