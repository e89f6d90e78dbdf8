import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keepAlive } from '../terminal/heartbeat.ts';

interface LabSocket<Admitted> {
  /** Before the upgrade: what it rejects with is an HTTP answer, and no socket opens. */
  readonly admit: (request: FastifyRequest) => Promise<Admitted>;
  /** The upgrade has happened: from here on an error is a close code, the only thing that a browser lets its page see. */
  readonly serve: (socket: WebSocket, admitted: Admitted) => Promise<void>;
}

/** A WebSocket of a lab. Ends by itself when the other side has vanished. */
export function registerLabSocket<Admitted>(
  app: FastifyInstance,
  path: string,
  { admit, serve }: LabSocket<Admitted>,
): void {
  const admitted = new WeakMap<FastifyRequest, { readonly value: Admitted }>();
  app.get(
    path,
    {
      websocket: true,
      preValidation: async (request) => {
        admitted.set(request, { value: await admit(request) });
      },
    },
    async (socket, request) => {
      const found = admitted.get(request);
      if (!found) return socket.terminate();
      // ws has sent the close code (1009 for a frame too large) by then; unheard, the event would end the process.
      socket.on('error', () => {});
      keepAlive(socket);
      await serve(socket, found.value);
    },
  );
}
