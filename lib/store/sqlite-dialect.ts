import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type DialectAdapter, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';

/** How long a statement waits for another connection's lock. */
const BUSY_TIMEOUT_MS = 30_000;

/** Kysely's own SQLite dialect on Node's own SQLite: only the shape of a statement differs from the library it expects. */
export function nodeSqliteDialect(file: string): SqliteDialect {
  return new TransactionalSqliteDialect({ database: async () => openDatabase(file) });
}

class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/**
 * SQLite can change its schema in a transaction. Said here, the migrator runs in one, and as ours begin immediate, that
 * is also its lock: of two that start at once, one waits and then finds the work done.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openDatabase(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  // FULL: what was acknowledged is on the disk, also in WAL mode.
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;');
  return {
    close: () => database.close(),
    prepare(sql) {
      // A deferred begin that reads and then writes fails when another writer came in between, whatever the timeout.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
