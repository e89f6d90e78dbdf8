/** What can be said of a lesson without a sandbox: it compiles, points at things that exist, and has all that it needs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheck, readSolution, readWrongSolutions } from '../../lib/lesson/lab-files.ts';
import { compileLesson } from '../../lib/prose/compile-lesson.ts';
import type { LessonWithLab } from '../labs/lesson-source.ts';
import type { Findings } from './findings.ts';
import type { LintShell } from './lint-shell.ts';
import { type ProseReading, readProse } from './read-prose.ts';
import { partProblems, solutionParts } from './solution-parts.ts';

const WRONG_SOLUTIONS = 2;

/** Ids of the headings of a lesson, or undefined when there is no such lesson. */
export type AnchorsOf = (slug: string) => Promise<ReadonlySet<string> | undefined>;

export interface TextProof {
  readonly anchorsOf: AnchorsOf;
  readonly lintShell: LintShell | undefined;
}

export async function proveText(
  lesson: LessonWithLab,
  findings: Findings,
  { anchorsOf, lintShell }: TextProof,
): Promise<void> {
  const compiles = await findings.prove('the prose compiles', async () => {
    await compileLesson(lesson);
    return null;
  });
  if (compiles) {
    const prose = readProse(lesson.source);
    await findings.prove('every task has a hint', () => tasksWithoutHint(prose));
    await findings.prove('every link leads somewhere', () => deadLinks(prose, anchorsOf));
    await findings.prove('every picture is a Figure', () => strayImages(prose));
  }
  await findings.prove('every task has a solution and its explanation', () => missingSolutions(lesson));
  await findings.prove('it has wrong solutions', () => missingWrongs(lesson));
  await findings.prove('no check overlooks a misspelt variable', () => checksWithoutSetU(lesson));
  if (lintShell) await findings.prove('shellcheck has no complaint', () => lintShell(lesson.path));
}

function tasksWithoutHint(prose: ProseReading): string | null {
  const without = [...prose.hints].filter(([, hints]) => hints === 0).map(([task]) => task);
  return without.length === 0 ? null : `no hint in: ${without.join(', ')}`;
}

async function deadLinks(prose: ProseReading, anchorsOf: AnchorsOf): Promise<string | null> {
  const problems: string[] = [];
  for (const { line, url } of prose.links) {
    const problem = await whyDead(url, prose, anchorsOf);
    if (problem) problems.push(`line ${line}: ${url} ${problem}`);
  }
  return problems.join('\n') || null;
}

/** Other sites are not asked: a lesson must be provable without a network. */
async function whyDead(url: string, prose: ProseReading, anchorsOf: AnchorsOf): Promise<string | null> {
  if (/^https:\/\/[^/]+\./.test(url)) return null;
  const [, slug, anchor] = /^(?:\/learn\/([a-z0-9-]+))?(?:#(.+))?$/.exec(url) ?? [];
  if (slug === undefined && anchor === undefined)
    return 'is none: write /learn/<slug>, #<heading> or https://…';
  const anchors = slug === undefined ? prose.anchors : await anchorsOf(slug);
  if (!anchors) return 'names no lesson of the course';
  return anchor === undefined || anchors.has(anchor) ? null : 'names no heading there';
}

function strayImages({ images }: ProseReading): string | null {
  return images.length === 0 ? null : `write <Figure src="…" alt="…" /> in line ${images.join(', ')}`;
}

async function missingSolutions(lesson: LessonWithLab): Promise<string | null> {
  const { solve, files, text } = await readSolution(lesson);
  const tasks = lesson.lab.tasks.map((task) => task.id);
  if (solve === null && files.length === 0) return 'there is no solution/solve.sh, nor solution/files';
  const parts = solutionParts(solve ?? '', tasks);
  const explained = tasks.filter(
    (task) => text !== null && new RegExp(`^## \`?${task}\`?\\s*$`, 'm').test(text),
  );
  return (
    [
      ...partProblems(parts, tasks),
      ...tasks
        .filter((task) => !explained.includes(task))
        .map((task) => `solution.md has no section "## ${task}"`),
    ].join('\n') || null
  );
}

async function missingWrongs(lesson: LessonWithLab): Promise<string | null> {
  const wrongs = await readWrongSolutions(lesson);
  if (wrongs.length < WRONG_SOLUTIONS)
    return `it has ${wrongs.length}, and at least ${WRONG_SOLUTIONS} are wanted`;
  const idle = wrongs.filter((wrong) => wrong.solve === null && wrong.files.length === 0);
  return idle.length === 0 ? null : `these do nothing: ${idle.map((wrong) => wrong.name).join(', ')}`;
}

/** Without it a misspelt variable is empty, and the check judges by that. */
async function checksWithoutSetU(lesson: LessonWithLab): Promise<string | null> {
  const lacking: string[] = [];
  for (const { id } of lesson.lab.tasks) {
    if (!/^set -[a-z]*u/m.test((await readCheck(lesson, id)) ?? '')) lacking.push(`checks/${id}.sh`);
  }
  return lacking.length === 0 ? null : `"set -u" is not in ${lacking.join(', ')}`;
}

/** Reads other lessons' headings from a content folder. */
export function anchorsIn(
  contentFolder: string,
  lessons: readonly { module: string; slug: string }[],
): AnchorsOf {
  return async (slug) => {
    const place = lessons.find((lesson) => lesson.slug === slug);
    if (!place) return undefined;
    const text = await readFile(join(contentFolder, place.module, slug, 'lesson.mdx'), 'utf8');
    return readProse(text.replace(/^---\n[\s\S]*?\n---\n/, '')).anchors;
  };
}
