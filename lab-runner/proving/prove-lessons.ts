/** Proves lessons in real sandboxes, a few at a time. */
import { readWrongSolutions } from '../../lib/lesson/lab-files.ts';
import type { LoadedCourse } from '../../lib/lesson/load-course.ts';
import { type LessonWithLab, lessonSource } from '../labs/lesson-source.ts';
import { Slots } from '../labs/slots.ts';
import { type Finding, Findings } from './findings.ts';
import type { LintShell } from './lint-shell.ts';
import { proveReading, proveSolution } from './prove-solution.ts';
import { anchorsIn, proveText } from './prove-text.ts';
import { proveWrong } from './prove-wrong.ts';
import type { ProvingWorld } from './proving-lab.ts';

export interface ProveOptions {
  readonly contentFolder: string;
  readonly course: LoadedCourse;
  /** Slugs; all lessons of the course when empty. */
  readonly slugs: readonly string[];
  /** Only this task: the lesson up to it, and its wrong solutions. */
  readonly task?: string;
  /** Sandboxes at once. */
  readonly atOnce: number;
  readonly lintShell?: LintShell;
  readonly told: (slug: string, finding: Finding) => void;
}

/** Resolves with every finding, in no particular order across sandboxes. */
export async function proveLessons(world: ProvingWorld, options: ProveOptions): Promise<readonly Finding[]> {
  const slots = new Slots(options.atOnce);
  const slugs = options.slugs.length > 0 ? options.slugs : options.course.lessons.map(({ slug }) => slug);
  const all = await Promise.all(slugs.map((slug) => proveLesson(world, options, slots, slug)));
  return all.flat();
}

async function proveLesson(
  world: ProvingWorld,
  options: ProveOptions,
  slots: Slots,
  slug: string,
): Promise<readonly Finding[]> {
  const findings = new Findings((finding) => options.told(slug, finding));
  const { contentFolder, course, task } = options;
  let lesson: LessonWithLab | undefined;
  await findings.prove('the lesson loads', async () => {
    lesson = await lessonSource(contentFolder, world.clock).get(slug);
    const known = task === undefined || lesson.lab.tasks.some(({ id }) => id === task);
    return known ? null : `it has no task "${task}"`;
  });
  if (!lesson || findings.all.some(({ problem }) => problem !== null)) return findings.all;
  const anchorsOf = anchorsIn(contentFolder, course.lessons);
  await proveText(lesson, findings, { anchorsOf, lintShell: options.lintShell });
  const jobs = await jobsOf(world, lesson, findings, task);
  await Promise.all(jobs.map(({ title, work }) => slots.run(() => orFinding(findings, title, work))));
  return findings.all;
}

interface Job {
  readonly title: string;
  readonly work: () => Promise<void>;
}

async function jobsOf(
  world: ProvingWorld,
  lesson: LessonWithLab,
  findings: Findings,
  task: string | undefined,
): Promise<readonly Job[]> {
  const wrongs = await readWrongSolutions(lesson);
  return [
    { title: 'the lesson can be read to its end', work: () => proveReading(world, lesson, findings, task) },
    ...(task === undefined
      ? [{ title: 'the lesson can be solved', work: () => proveSolution(world, lesson, findings) }]
      : []),
    ...wrongs
      .filter((wrong) => task === undefined || wrong.expect.task === task)
      .map((wrong) => ({
        title: `wrong/${wrong.name}`,
        work: () => proveWrong(world, lesson, wrong, findings),
      })),
  ];
}

/** Work that cannot even be done, for want of a sandbox say, is a finding too; where it can, it makes its own. */
async function orFinding(findings: Findings, title: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await findings.prove(title, () => Promise.reject(error));
  }
}
