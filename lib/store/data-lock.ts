import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another instance has the data folder open. */
export class StoreLocked extends Error {
  readonly file: string;

  constructor(file: string) {
    super(
      `${file} is in use by another Drydock. Stop that one (npm stop), ` +
        'or give this one a data folder of its own: DRYDOCK_DATA=/another/folder npm start.',
    );
    this.name = 'StoreLocked';
    this.file = file;
  }
}

/**
 * Holds the data folder for this process. Node has no flock, SQLite has: an exclusive transaction on a file of its own
 * is a lock of the kernel's, gone with the process however it ends, and backups of the database itself stay possible.
 */
export function lockDataFolder(dataFolder: string): Disposable {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'drydock.lock');
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new StoreLocked(join(dataFolder, 'drydock.db')) : error;
  }
  return { [Symbol.dispose]: () => lock.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
