import type { Kysely, Transaction } from 'kysely';
import type { ProgressMap } from '../progress/progress-map.ts';
import type { Database } from './database.ts';
import { knowLearner } from './know-learner.ts';

export interface Visit {
  readonly learner: string;
  readonly lesson: string;
  readonly at: Date;
}

export interface TaskPass {
  readonly learner: string;
  readonly lesson: string;
  readonly task: string;
  readonly passedAt: Date;
}

export interface HintOpened {
  readonly learner: string;
  readonly lesson: string;
  readonly task: string;
  /** From 1. */
  readonly hint: number;
  readonly at: Date;
}

export interface ProgressStore {
  /** On return the visit is on the disk. The first one of a lesson is its start. */
  recordVisit(visit: Visit): Promise<void>;
  /** On return every pass is on the disk, or none is. A task that has passed before keeps its first time. */
  recordPasses(passes: readonly TaskPass[]): Promise<void>;
  /** Opened again, a hint is counted once. */
  recordHint(hint: HintOpened): Promise<void>;
  progressOf(learner: string): Promise<ProgressMap>;
}

export function createProgressStore(db: Kysely<Database>): ProgressStore {
  return {
    recordVisit: (visit) => db.transaction().execute((tx) => visitLesson(tx, visit)),
    recordPasses: (passes) =>
      db.transaction().execute(async (tx) => {
        for (const pass of passes) await passTask(tx, pass);
      }),
    recordHint: (hint) => db.transaction().execute((tx) => openHint(tx, hint)),
    progressOf: (learner) => readProgress(db, learner),
  };
}

async function openHint(
  tx: Transaction<Database>,
  { learner, lesson, task, hint, at }: HintOpened,
): Promise<void> {
  await knowLearner(tx, learner, at);
  await tx
    .insertInto('hints_opened')
    .values({ learner, lesson, task, hint, opened_at: at.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function visitLesson(tx: Transaction<Database>, { learner, lesson, at }: Visit): Promise<void> {
  const now = at.toISOString();
  await knowLearner(tx, learner, at);
  await tx
    .insertInto('lesson_progress')
    .values({ learner, lesson, started_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.columns(['learner', 'lesson']).doUpdateSet({ last_seen_at: now }))
    .execute();
}

async function passTask(
  tx: Transaction<Database>,
  { learner, lesson, task, passedAt }: TaskPass,
): Promise<void> {
  const seen = await tx
    .selectFrom('lesson_progress')
    .select('lesson')
    .where('learner', '=', learner)
    .where('lesson', '=', lesson)
    .executeTakeFirst();
  // A receipt can arrive days after the pass: it is no visit of a lesson that is known already.
  if (!seen) await visitLesson(tx, { learner, lesson, at: passedAt });
  await tx
    .insertInto('task_passes')
    .values({ learner, lesson, task, passed_at: passedAt.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function readProgress(db: Kysely<Database>, learner: string): Promise<ProgressMap> {
  const lessons = await db.selectFrom('lesson_progress').selectAll().where('learner', '=', learner).execute();
  const passes = await db
    .selectFrom('task_passes')
    .select(['lesson', 'task'])
    .where('learner', '=', learner)
    .orderBy('passed_at')
    .execute();
  const hints = await db
    .selectFrom('hints_opened')
    .select(['lesson', ({ fn }) => fn.countAll().as('opened')])
    .where('learner', '=', learner)
    .groupBy('lesson')
    .execute();
  return {
    lessons: Object.fromEntries(
      lessons.map((row) => [
        row.lesson,
        {
          startedAt: row.started_at,
          lastSeenAt: row.last_seen_at,
          passed: passes.filter((pass) => pass.lesson === row.lesson).map((pass) => pass.task),
          // PostgreSQL counts in numbers too big for JavaScript's, and so gives text.
          hintsOpened: Number(hints.find((each) => each.lesson === row.lesson)?.opened ?? 0),
        },
      ]),
    ),
  };
}
