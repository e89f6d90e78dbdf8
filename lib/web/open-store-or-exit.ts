import { StoreLocked } from '../store/data-lock.ts';
import { readWebSettings } from './settings.ts';
import { openThisStore } from './this-store.ts';

/** A database that another instance holds, or that does not answer, is for the operator: one sentence, no stack. */
export async function openStoreOrExit(): Promise<void> {
  await openThisStore().catch((error: unknown) => {
    console.error(`drydock: the database could not be opened. ${sentence(error)}`);
    process.exit(1);
  });
}

function sentence(error: unknown): string {
  if (error instanceof StoreLocked) return error.message;
  const { databaseUrl, dataFolder } = readWebSettings();
  const why = reasonOf(error);
  if (databaseUrl === null) {
    return `${dataFolder} must be a folder that this user may write, on a disk with space left: ${why}`;
  }
  // Never the URL itself: it has a password.
  return `PostgreSQL, which DATABASE_URL names, must run, let this user in and own the database: ${why}`;
}

/** Of several addresses that were tried in vain, Node's error has the reasons, but no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
