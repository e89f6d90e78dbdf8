import type { WebSocket } from 'ws';

export const HEARTBEAT_MS = 20_000;

/**
 * Ends a socket whose other side has vanished without a word: it would stall the shell until TCP gives up, minutes
 * later. Anything received in a period counts as life, since on a slow line a pong queues behind the output.
 */
export function keepAlive(socket: WebSocket, periodMs = HEARTBEAT_MS): void {
  let alive = true;
  const live = () => {
    alive = true;
  };
  socket.on('pong', live);
  socket.on('message', live);
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, periodMs);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}
