import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface FixtureFolder extends AsyncDisposable {
  readonly path: string;
}

/** A content folder of a test's own: paths to text. */
export async function fixtureFolder(files: Readonly<Record<string, string>>): Promise<FixtureFolder> {
  const path = await mkdtemp(join(tmpdir(), 'drydock-content-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
