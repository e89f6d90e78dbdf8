import { openThisStore } from './this-store.ts';

/** A database that another instance holds, or that does not answer, is for the operator: one sentence, no stack. */
export async function openStoreOrExit(): Promise<void> {
  await openThisStore().catch((error: unknown) => {
    console.error(
      `drydock: the database could not be opened. ${error instanceof Error ? error.message : error}`,
    );
    process.exit(1);
  });
}
