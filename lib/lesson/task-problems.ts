import type { ContentProblem } from './content-error.ts';
import type { Lab } from './schema.ts';

interface Where {
  /** module/slug */
  readonly name: string;
  readonly lineOf: ((path: readonly PropertyKey[]) => { line: number; column: number }) | undefined;
}

/** Every task of lab.yaml must stand once in the prose, and the prose may name no other. */
export function findTaskProblems(source: string, lab: Lab | null, where: Where): ContentProblem[] {
  const file = `${where.name}/lesson.mdx`;
  const known = new Set(lab?.tasks.map((task) => task.id));
  const seen = new Set<string>();
  const problems: ContentProblem[] = [];
  for (const { id, line, column } of tasksIn(source)) {
    const at = { file, line, column };
    if (!known.has(id)) {
      const remedy = lab ? `Name one of: ${[...known].join(', ')}` : 'Add a lab.yaml with its tasks';
      problems.push({ ...at, message: `there is no task "${id}" in lab.yaml`, remedy });
    } else if (seen.has(id)) {
      problems.push({
        ...at,
        message: `the task "${id}" stands here twice`,
        remedy: 'Remove one of the two',
      });
    }
    seen.add(id);
  }
  lab?.tasks.forEach((task, index) => {
    if (seen.has(task.id)) return;
    const at = where.lineOf?.(['tasks', index, 'id']) ?? { line: 1, column: 1 };
    const message = `the task "${task.id}" does not stand in lesson.mdx`;
    const remedy = `Put <Task id="${task.id}"> where the learner is asked to do it`;
    problems.push({ file: `${where.name}/lab.yaml`, ...at, message, remedy });
  });
  return problems;
}

function tasksIn(source: string): { id: string; line: number; column: number }[] {
  const prose = withoutCode(source);
  return [...prose.matchAll(/<Task\b[^>]*?\bid="([^"]*)"/g)].map((match) => {
    const before = prose.slice(0, match.index).split('\n');
    return { id: match[1] ?? '', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  });
}

/** Fenced code may show a <Task> without meaning it. Lines stay where they are. */
function withoutCode(source: string): string {
  let fence: string | undefined;
  const lines = source.split('\n').map((line) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    const inside = fence !== undefined || mark !== undefined;
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    return inside ? '' : line;
  });
  return lines.join('\n');
}
