import { join } from 'node:path';
import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { lockDataFolder } from './data-lock.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { createNoteStore, type NoteStore } from './note-store.ts';
import { createProgressStore, type ProgressStore } from './progress-store.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';

export interface Store extends AsyncDisposable {
  readonly progress: ProgressStore;
  readonly notes: NoteStore;
}

export interface StorePlace {
  /** Holds drydock.db, where there is no `databaseUrl`. Made when missing. */
  readonly dataFolder: string;
  /** PostgreSQL; null for the embedded SQLite. */
  readonly databaseUrl: string | null;
  /** Told of connections that PostgreSQL dropped while nobody used them; the next query takes another. */
  readonly onLostConnection: (error: Error) => void;
}

/**
 * On return the schema is the newest, and with SQLite this process alone has the data folder.
 * Rejects with `StoreLocked` when another process has it.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  const { databaseUrl, dataFolder } = place;
  if (databaseUrl !== null) return migrated(postgresDialect(databaseUrl, place.onLostConnection), null);
  const lock = lockDataFolder(dataFolder);
  return migrated(nodeSqliteDialect(join(dataFolder, 'drydock.db')), lock);
}

function postgresDialect(connectionString: string, onLostConnection: (error: Error) => void): Dialect {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 5_000 });
  pool.on('error', onLostConnection);
  return new PostgresDialect({ pool });
}

async function migrated(dialect: Dialect, lock: Disposable | null): Promise<Store> {
  const db = new Kysely<Database>({ dialect });
  const close = async () => {
    await db.destroy();
    lock?.[Symbol.dispose]();
  };
  try {
    await migrateToLatest(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { progress: createProgressStore(db), notes: createNoteStore(db), [Symbol.asyncDispose]: close };
}

/** Under the migrator's lock: an advisory one on PostgreSQL, the write transaction on SQLite. */
export async function migrateToLatest(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
