import type { Kysely, Transaction } from 'kysely';
import type { Note } from '../progress/note.ts';
import type { Database } from './database.ts';
import { knowLearner } from './know-learner.ts';

export interface NoteChange {
  readonly learner: string;
  readonly lesson: string;
  readonly text: string;
  /** Version of the note that was changed; 0 when there was none. */
  readonly expected: number;
  readonly at: Date;
}

export interface NoteStore {
  noteOf(learner: string, lesson: string): Promise<Note>;
  /** On return the text is on the disk, or another version was there: then that one is the answer and stays. */
  keepNote(change: NoteChange): Promise<{ readonly isKept: boolean; readonly note: Note }>;
}

const EMPTY: Note = { text: '', version: 0 };

export function createNoteStore(db: Kysely<Database>): NoteStore {
  return {
    noteOf: (learner, lesson) => readNote(db, learner, lesson),
    keepNote: (change) =>
      db.transaction().execute(async (tx) => {
        await knowLearner(tx, change.learner, change.at);
        const isKept = await (change.expected === 0 ? insertNote(tx, change) : updateNote(tx, change));
        return { isKept, note: await readNote(tx, change.learner, change.lesson) };
      }),
  };
}

async function readNote(db: Kysely<Database>, learner: string, lesson: string): Promise<Note> {
  const found = await db
    .selectFrom('lesson_notes')
    .select(['text', 'version'])
    .where('learner', '=', learner)
    .where('lesson', '=', lesson)
    .executeTakeFirst();
  return found ?? EMPTY;
}

async function insertNote(
  tx: Transaction<Database>,
  { learner, lesson, text, at }: NoteChange,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('lesson_notes')
    .values({ learner, lesson, text, version: 1, changed_at: at.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function updateNote(
  tx: Transaction<Database>,
  { learner, lesson, text, expected, at }: NoteChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('lesson_notes')
    .set({ text, version: expected + 1, changed_at: at.toISOString() })
    .where('learner', '=', learner)
    .where('lesson', '=', lesson)
    .where('version', '=', expected)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
