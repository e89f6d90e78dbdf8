import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { LabError } from '../../../errors.ts';

/** Linux's O_PATH, which Node has no name for: a handle to what is there without opening it. */
const O_PATH = 0o10000000;
export const SOCKET_NAME = 'agent.sock';

/**
 * Connects to `agent.sock` in a folder that root in a sandbox can write to. They may put a symlink there, to a socket of
 * the host: so what is there is held first, looked at, and then connected to itself, not by its name a second time.
 * Rejects with `sandbox_gone` when there is no socket, or nobody listens.
 */
export async function connectSocketIn(folder: string): Promise<Socket> {
  const held = await holdSocket(join(folder, SOCKET_NAME));
  try {
    return await connected(`/proc/self/fd/${held.fd}`);
  } finally {
    await held.close();
  }
}

async function holdSocket(path: string): Promise<FileHandle> {
  const held = await open(path, O_PATH | constants.O_NOFOLLOW).catch((cause: unknown) => {
    throw new LabError('sandbox_gone', { detail: `no socket at ${path}`, cause });
  });
  if ((await held.stat()).isSocket()) return held;
  await held.close();
  throw new LabError('sandbox_gone', { detail: `${path} is not a socket` });
}

function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path, allowHalfOpen: true });
    const refuse = (cause: Error) => reject(new LabError('sandbox_gone', { cause }));
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}
