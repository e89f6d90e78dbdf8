/** What a learner has done, by the slug of the lesson: answer of GET /api/progress. */
export interface LessonProgress {
  readonly startedAt: string;
  readonly lastSeenAt: string;
  /** Ids of the tasks that have held at least once. */
  readonly passed: readonly string[];
  /** How many hints were opened: to look back on, nothing is taken away for it. */
  readonly hintsOpened: number;
}

export interface ProgressMap {
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

/** What the course says of a lesson, as far as progress needs it. */
export interface LessonGoal {
  readonly slug: string;
  readonly tasks: readonly string[];
  readonly minutes: number;
}

export type LessonState = 'new' | 'started' | 'done';

/** A lesson without tasks is done once it was opened. Passes of tasks that the lesson no longer has do not count. */
export function lessonState(goal: LessonGoal, progress: ProgressMap | null): LessonState {
  const found = progress?.lessons[goal.slug];
  if (!found) return 'new';
  return tasksHeld(goal, progress) === goal.tasks.length ? 'done' : 'started';
}

export function tasksHeld(goal: LessonGoal, progress: ProgressMap | null): number {
  const passed = new Set(progress?.lessons[goal.slug]?.passed);
  return goal.tasks.filter((task) => passed.has(task)).length;
}

/** '3 of 6, 55 min left', '30 min' while nothing was begun, '3 of 3' when all is done. */
export function moduleProgress(goals: readonly LessonGoal[], progress: ProgressMap | null): string {
  const states = goals.map((goal) => ({ goal, state: lessonState(goal, progress) }));
  const open = states.filter(({ state }) => state !== 'done');
  const minutes = open.reduce((sum, { goal }) => sum + goal.minutes, 0);
  if (states.every(({ state }) => state === 'new')) return `${minutes} min`;
  const done = `${goals.length - open.length} of ${goals.length}`;
  return open.length === 0 ? done : `${done}, ${minutes} min left`;
}

/**
 * The lesson to go on with: the one seen last while it is open, else the first open one after it, else the first open
 * one. Null when everything is done.
 */
export function nextLesson(goals: readonly LessonGoal[], progress: ProgressMap | null): LessonGoal | null {
  const seen = (goal: LessonGoal) => progress?.lessons[goal.slug]?.lastSeenAt ?? '';
  const isOpen = (goal: LessonGoal) => lessonState(goal, progress) !== 'done';
  const last = goals.reduce<LessonGoal | null>((best, goal) => {
    return seen(goal) > (best === null ? '' : seen(best)) ? goal : best;
  }, null);
  const from = last === null ? 0 : goals.indexOf(last);
  return goals.slice(from).find(isOpen) ?? goals.find(isOpen) ?? null;
}
