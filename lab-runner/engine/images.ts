/** Images on the lab engine: is it there, pull it, build it. */
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { Progress } from './progress.ts';

export async function hasImage(docker: Docker, name: string): Promise<boolean> {
  return docker
    .getImage(name)
    .inspect()
    .then(
      () => true,
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return false;
        throw error;
      },
    );
}

/** False when no registry says anything within `answersMs`, or it does not have the image. */
export async function pullImage(
  docker: Docker,
  name: string,
  answersMs: number,
  progress: Progress,
): Promise<boolean> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answersMs);
  try {
    const stream = await docker.pull(name, { abortSignal: abort.signal });
    // The engine answers at once; the registry has answered when the first line about the image comes.
    await eachLine(stream, () => clearTimeout(timer), abort.signal);
    progress(`Pulled ${name}`);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

interface EngineLine {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
}

/** Reads an engine's stream of JSON lines to its end. Rejects with the error that it tells of. */
export async function eachLine(
  stream: NodeJS.ReadableStream,
  onLine: (line: EngineLine) => void,
  signal?: AbortSignal,
): Promise<void> {
  let rest = '';
  const onAbort = () => (stream as Readable).destroy(new Error('aborted'));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        if (text.trim() === '') continue;
        const line = JSON.parse(text) as EngineLine;
        if (line.error !== undefined) throw new Error(line.error);
        onLine(line);
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
