/** The sandbox image's reference, by the hash of everything it is made from. */
import { fileURLToPath } from 'node:url';
import { inputHash } from './input-hash.ts';

export const sandboxImageFolder = fileURLToPath(new URL('../images/sandbox', import.meta.url));

export async function sandboxImageName(): Promise<string> {
  return `drydock/sandbox:${await inputHash([sandboxImageFolder])}`;
}
