/** The seccomp profile of every sandbox, as the engine's API wants it. */
import { readFile } from 'node:fs/promises';

const file = new URL('./seccomp.json', import.meta.url);

export async function seccompProfile(): Promise<string> {
  return JSON.stringify(JSON.parse(await readFile(file, 'utf8')));
}
