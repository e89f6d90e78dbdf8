import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentError, type ContentProblem } from './content-error.ts';
import { readWrongSolutions, SHARED_CHECK } from './lab-files.ts';
import type { Lab } from './schema.ts';

/** A script travels as one argument of a command, and Linux takes no argument over 128 KiB. */
const MAX_SCRIPT_BYTES = 100 * 1024;

interface LabFolder {
  readonly path: string;
  /** module/slug */
  readonly name: string;
  readonly lab: Lab;
  readonly lineOf: (path: readonly PropertyKey[]) => { line: number; column: number };
}

/** What lab.yaml promises must lie beside it, and nothing may lie there that it does not name. */
export async function findLabFileProblems(folder: LabFolder): Promise<ContentProblem[]> {
  const found = await Promise.all([
    missingChecks(folder),
    strayChecks(folder),
    missingOpenFile(folder),
    bigSetup(folder),
    wrongSolutions(folder),
  ]);
  return found.flat();
}

async function missingChecks({ path, name, lab, lineOf }: LabFolder): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = [];
  for (const [index, task] of lab.tasks.entries()) {
    const size = await sizeOf(join(path, 'checks', `${task.id}.sh`));
    const at = { file: `${name}/lab.yaml`, ...lineOf(['tasks', index, 'id']) };
    if (!size) {
      const remedy = `Write checks/${task.id}.sh: exit 0 when it holds, else not_yet "why"`;
      problems.push({ ...at, message: `the task "${task.id}" has no check`, remedy });
    } else if (size > MAX_SCRIPT_BYTES) {
      problems.push({ ...at, message: `checks/${task.id}.sh is over 100 KiB`, remedy: 'Make it shorter' });
    }
  }
  return problems;
}

async function strayChecks({ path, name, lab }: LabFolder): Promise<ContentProblem[]> {
  const known = new Set([SHARED_CHECK, ...lab.tasks.map((task) => `${task.id}.sh`)]);
  const found = await readdir(join(path, 'checks')).catch(() => []);
  return found
    .filter((file) => file.endsWith('.sh') && !known.has(file))
    .map((file) => ({
      file: `${name}/checks/${file}`,
      line: 1,
      column: 1,
      message: 'no task of lab.yaml has this check',
      remedy: 'Name the file after a task, or add the task',
    }));
}

async function missingOpenFile({ path, name, lab, lineOf }: LabFolder): Promise<ContentProblem[]> {
  if (lab.open === undefined || (await sizeOf(join(path, 'files', lab.open))) !== undefined) return [];
  // setup.sh may make it.
  if ((await sizeOf(join(path, 'setup.sh'))) !== undefined) return [];
  const message = `the editor cannot open "${lab.open}", which is not in files/`;
  return [
    { file: `${name}/lab.yaml`, ...lineOf(['open']), message, remedy: 'Add the file, or take out "open"' },
  ];
}

async function bigSetup({ path, name }: LabFolder): Promise<ContentProblem[]> {
  if (((await sizeOf(join(path, 'setup.sh'))) ?? 0) <= MAX_SCRIPT_BYTES) return [];
  const at = { file: `${name}/setup.sh`, line: 1, column: 1 };
  return [{ ...at, message: 'setup.sh is over 100 KiB', remedy: 'Move what it carries to files/' }];
}

async function wrongSolutions({ path, name, lab }: LabFolder): Promise<ContentProblem[]> {
  const [module = '', slug = ''] = name.split('/');
  try {
    const wrongs = await readWrongSolutions({ path, module, slug });
    return wrongs
      .filter((wrong) => !lab.tasks.some((task) => task.id === wrong.expect.task))
      .map((wrong) => ({
        file: `${name}/wrong/${wrong.name}/expect.yaml`,
        line: 1,
        column: 1,
        message: `there is no task "${wrong.expect.task}" in lab.yaml`,
        remedy: `Name one of: ${lab.tasks.map((task) => task.id).join(', ')}`,
      }));
  } catch (error) {
    if (error instanceof ContentError) return [...error.problems];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
}
