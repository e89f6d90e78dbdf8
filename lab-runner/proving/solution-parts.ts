/** solve.sh, taken apart at its `# task: <id>` lines, so that a lesson can be proven task by task. */

export interface SolutionPart {
  readonly task: string;
  /** Shell: what stands before the first mark, then this task's lines. */
  readonly script: string;
}

const MARK = /^# task: (\S+)[ \t]*$/;

/** Without a single mark there is one part, which belongs to the last task. */
export function solutionParts(solve: string, tasks: readonly string[]): readonly SolutionPart[] {
  const preamble: string[] = [];
  const parts: { task: string; lines: string[] }[] = [];
  for (const line of solve.split('\n')) {
    const task = MARK.exec(line)?.[1];
    if (task !== undefined) parts.push({ task, lines: [] });
    else (parts.at(-1)?.lines ?? preamble).push(line);
  }
  const last = tasks.at(-1);
  if (parts.length === 0 && last !== undefined) return [{ task: last, script: solve }];
  return parts.map(({ task, lines }) => ({ task, script: [...preamble, ...lines].join('\n') }));
}

/** What is wrong with the marks, as sentences. */
export function partProblems(parts: readonly SolutionPart[], tasks: readonly string[]): readonly string[] {
  const named = parts.map((part) => part.task);
  const unknown = named.filter((task) => !tasks.includes(task));
  const twice = named.filter((task, index) => named.indexOf(task) !== index);
  const known = named.filter((task) => tasks.includes(task));
  const inOrder = tasks.filter((task) => named.includes(task)).join() === [...new Set(known)].join();
  return [
    ...unknown.map((task) => `"# task: ${task}" names no task of lab.yaml`),
    ...twice.map((task) => `"# task: ${task}" stands twice`),
    ...(inOrder ? [] : ['the parts do not stand in the order of lab.yaml']),
  ];
}
