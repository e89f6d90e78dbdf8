import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian keeps PostgreSQL, each version in a folder of its own. */
const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest version that has a server, or undefined where there is none. */
export function postgresPrograms(versions = VERSIONS): string | undefined {
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')));
}
