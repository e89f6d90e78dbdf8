import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Run in the order of their names. One that was released is never edited: write another. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-progress': { up: createProgress },
  '0002-hints-and-notes': { up: createHintsAndNotes },
};

async function createProgress(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('learners')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('lesson_progress')
    .addColumn('learner', 'text', (column) => column.notNull().references('learners.id'))
    .addColumn('lesson', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('lesson_progress_key', ['learner', 'lesson'])
    .execute();
  await db.schema
    .createTable('task_passes')
    .addColumn('learner', 'text', (column) => column.notNull().references('learners.id'))
    .addColumn('lesson', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('passed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('task_passes_key', ['learner', 'lesson', 'task'])
    .execute();
}

async function createHintsAndNotes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hints_opened')
    .addColumn('learner', 'text', (column) => column.notNull().references('learners.id'))
    .addColumn('lesson', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('hint', 'integer', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('hints_opened_key', ['learner', 'lesson', 'task', 'hint'])
    .execute();
  await db.schema
    .createTable('lesson_notes')
    .addColumn('learner', 'text', (column) => column.notNull().references('learners.id'))
    .addColumn('lesson', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('lesson_notes_key', ['learner', 'lesson'])
    .execute();
}
