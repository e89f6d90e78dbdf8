/** Part of the store's tests: migrates one database file, as one of several processes that begin together. */
import { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { migrateToLatest } from './open-store.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';

const file = process.argv[2];
if (file === undefined) throw new Error('Name the database file');
const db = new Kysely<Database>({ dialect: nodeSqliteDialect(file) });
await migrateToLatest(db);
await db.destroy();
