/**
 * Starts that were promised to a learner and are not yet written beside a sandbox, because there is none: the second
 * in which a new one is made. All other state of a lab is in the backend.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { labKey } from './lab-record.ts';

const intentSchema = z.object({ learner: z.string(), lesson: z.string(), at: z.iso.datetime() });

interface Who {
  readonly learner: string;
  readonly lesson: string;
}

export interface StartIntents {
  /** Durable when it resolves. */
  remember(who: Who): Promise<void>;
  forget(who: Who): Promise<void>;
  /** Those of runners that were killed. An old one is left out: a start that kills the runner must not do so for ever. */
  all(): Promise<readonly Who[]>;
}

const OLD_MS = 120_000;

/** One small file for each, in a folder of the runner's own. */
export function startIntents(folder: string, clock: Clock): StartIntents {
  const fileOf = (who: Who) => join(folder, `${labKey(who).replace('/', '.')}.json`);
  return {
    async remember(who) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `.${randomBytes(6).toString('hex')}`);
      {
        await using file = await open(temporary, 'wx', 0o600);
        await file.writeFile(JSON.stringify({ ...who, at: clock.now().toISOString() }));
        await file.sync();
      }
      await rename(temporary, fileOf(who));
    },
    forget: (who) => rm(fileOf(who), { force: true }),
    async all() {
      const names = await readdir(folder).catch(() => []);
      const found = await Promise.all(names.map((name) => readIntent(join(folder, name))));
      const oldest = clock.now().getTime() - OLD_MS;
      return found.filter((intent) => intent !== undefined).filter(({ at }) => Date.parse(at) >= oldest);
    },
  };
}

async function readIntent(path: string): Promise<z.infer<typeof intentSchema> | undefined> {
  try {
    return intentSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Half written when a runner was killed: it was promised to nobody.
    await rm(path, { force: true });
    return undefined;
  }
}
