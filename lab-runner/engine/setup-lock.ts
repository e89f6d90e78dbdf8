/** One set-up at a time on a machine, also between two `npm start` of two clones. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Progress } from './progress.ts';

const retryMs = 200;

/**
 * An abstract unix socket is the lock: the kernel gives it back when the process dies, however it dies, so nothing
 * stale can stay. Only Linux has them; elsewhere a port on loopback does the same.
 */
export async function withSetupLock<T>(name: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  const server = await acquire(name, progress);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

async function acquire(name: string, progress: Progress): Promise<Server> {
  for (let told = false; ; told = true) {
    const server = await tryListen(name);
    if (server !== undefined) return server;
    if (!told) progress('Another set-up is running on this machine; waiting for it ...');
    await wait(retryMs);
  }
}

function tryListen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.once('listening', () => resolve(server));
    const hash = createHash('sha256').update(name).digest();
    if (process.platform === 'linux') server.listen(`\0drydock-${hash.toString('hex')}`);
    else server.listen({ host: '127.0.0.1', port: 47_000 + (hash.readUInt16BE(0) % 1000) });
  });
}
