import { readFile, stat } from 'node:fs/promises';
import { type Preparation, preparationSchema } from '../lib/lab-api/preparation.ts';
import type { Clock } from './clock.ts';

/** A preparation's own file is far below this. */
const MOST_BYTES = 64 * 1024;
/** Whoever prepares writes every few seconds, and is gone when it has not for this long. */
const SILENT_MS = 120_000;

/** What the file says. Undefined when it is not there, cut off, or not what a preparation writes. */
export async function readPreparation(path: string, clock: Clock): Promise<Preparation | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    if (size > MOST_BYTES) return undefined;
    const said = preparationSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const isSilent = clock.now().getTime() - mtimeMs > SILENT_MS;
    return said.state === 'preparing' && isSilent ? interrupted(said) : said;
  } catch {
    return undefined;
  }
}

function interrupted(said: Preparation): Preparation {
  const where = said.title === '' ? 'at its beginning' : `at: ${said.title}`;
  return {
    ...said,
    state: 'failed',
    minutesLeft: null,
    problem: `The preparation was interrupted ${where}. Nothing that was finished is lost.`,
  };
}
