import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresPrograms } from './postgres-programs.ts';

const run = promisify(execFile);

export interface PostgresRig extends AsyncDisposable {
  /** URL of a new, empty database. */
  freshDatabase(): Promise<string>;
}

/** A PostgreSQL cluster for one suite, in a folder that goes with it, reached by a unix socket alone. */
export async function startPostgres(): Promise<PostgresRig> {
  const bin = postgresPrograms();
  if (!bin)
    throw new Error('PostgreSQL is not installed here; npm test installs it (Debian package "postgresql").');
  const folder = mkdtempSync(join(tmpdir(), 'drydock-pg-'));
  const data = join(folder, 'data');
  const asOwner = await ownerOf(folder);
  await asOwner(join(bin, 'initdb'), ['-D', data, '-U', 'drydock', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c max_connections=40`;
  await asOwner(join(bin, 'pg_ctl'), [
    '-D',
    data,
    '-w',
    '-s',
    '-l',
    join(folder, 'log'),
    '-o',
    settings,
    'start',
  ]);
  const url = (name: string) => `postgres://drydock@/${name}?host=${encodeURIComponent(folder)}`;
  const admin = new pg.Client({ connectionString: url('postgres') });
  await admin.connect();
  let made = 0;
  return {
    async freshDatabase() {
      made += 1;
      await admin.query(`create database test${made}`);
      return url(`test${made}`);
    },
    async [Symbol.asyncDispose]() {
      await admin.end();
      await asOwner(join(bin, 'pg_ctl'), ['-D', data, '-w', '-s', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there, its own user owns the folder and runs the commands. */
async function ownerOf(folder: string): Promise<(command: string, args: string[]) => Promise<unknown>> {
  // pg_ctl leaves a server behind that would keep our pipes open, so none is given to it.
  const options = { cwd: folder, maxBuffer: 1024 * 1024 };
  if (process.getuid?.() !== 0) return (command, args) => run(command, args, options);
  const { stdout } = await run('id', ['-u', 'postgres']);
  chownSync(folder, Number(stdout), -1);
  return (command, args) => run('runuser', ['-u', 'postgres', '--', command, ...args], options);
}
