import { readFile } from 'node:fs/promises';
import { type Preparation, preparationSchema } from '../lib/lab-api/preparation.ts';

/** A preparation's own file; far below this. */
const MOST_BYTES = 64 * 1024;

/** What the file says. Undefined when it is not there, half written by hand, or not what a preparation writes. */
export async function readPreparation(path: string): Promise<Preparation | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > MOST_BYTES ? undefined : preparationSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
