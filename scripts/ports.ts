import { listenOnce } from '../lab-runner/free-port.ts';

/** Rejects with what to do when something listens there already. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  try {
    await listenOnce(port, host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE')
      throw new Error(
        `Port ${port} is taken by another program. End that one, or choose another port: PORT=${port + 1} npm start`,
      );
    if (code === 'EACCES')
      throw new Error(
        `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`,
      );
    throw error;
  }
}
