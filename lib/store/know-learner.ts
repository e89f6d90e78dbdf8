import type { Transaction } from 'kysely';
import type { Database } from './database.ts';

/** On return there is a row that others may refer to. */
export async function knowLearner(tx: Transaction<Database>, learner: string, at: Date): Promise<void> {
  await tx
    .insertInto('learners')
    .values({ id: learner, created_at: at.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
