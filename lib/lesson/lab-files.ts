/** What lies beside lesson.mdx and lab.yaml: for the runner and for proving lessons. Read anew each time, so that edits show at once. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentError } from './content-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Expect, expectSchema } from './schema.ts';

/** Absolute path of content/<module>/<lesson>. */
interface LessonFolder {
  readonly path: string;
}

interface NamedLessonFolder extends LessonFolder {
  readonly module: string;
  readonly slug: string;
}

export interface LessonFile {
  /** Relative to the learner's folder, `/` between parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

export interface Attempt {
  /** Written over the learner's folder before `solve` runs. */
  readonly files: readonly LessonFile[];
  /** Shell, run as the learner in their folder. */
  readonly solve: string | null;
}

export interface Solution extends Attempt {
  /** Markdown that explains it. */
  readonly text: string | null;
}

export interface WrongSolution extends Attempt {
  readonly name: string;
  readonly expect: Expect;
}

/** setup.sh, or null. */
export function readSetup(lesson: LessonFolder): Promise<string | null> {
  return readText(join(lesson.path, 'setup.sh'));
}

/** What the learner's folder holds at the start. */
export function readStartFiles(lesson: LessonFolder): Promise<readonly LessonFile[]> {
  return readTree(join(lesson.path, 'files'));
}

/** What all checks of a lesson need: functions, in checks/shared.sh. */
export const SHARED_CHECK = 'shared.sh';

/** The script of one task behind what its lesson's checks share, or null when there is none. */
export async function readCheck(lesson: LessonFolder, taskId: string): Promise<string | null> {
  const script = await readText(join(lesson.path, 'checks', `${taskId}.sh`));
  if (script === null) return null;
  const shared = await readText(join(lesson.path, 'checks', SHARED_CHECK));
  return shared === null ? script : `${shared}\n${script}`;
}

export async function readSolution(lesson: LessonFolder): Promise<Solution> {
  const folder = join(lesson.path, 'solution');
  return { ...(await readAttempt(folder)), text: await readText(join(folder, 'solution.md')) };
}

/** Every wrong/<name>/, by name. Rejects with `ContentError` when an expect.yaml is missing or wrong. */
export async function readWrongSolutions(lesson: NamedLessonFolder): Promise<readonly WrongSolution[]> {
  const folder = join(lesson.path, 'wrong');
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = found.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readWrong(lesson, name)));
}

async function readWrong(lesson: NamedLessonFolder, name: string): Promise<WrongSolution> {
  const folder = join(lesson.path, 'wrong', name);
  const file = `${lesson.module}/${lesson.slug}/wrong/${name}/expect.yaml`;
  const text = await readText(join(folder, 'expect.yaml'));
  if (text === null) {
    const message = 'the wrong solution does not say what is expected of it';
    const remedy = 'Write expect.yaml with "task" and "reason"';
    throw new ContentError([{ file, line: 1, column: 1, message, remedy }]);
  }
  const parsed = parseYaml(text, expectSchema, { file });
  if (!parsed.ok) throw new ContentError(parsed.problems);
  return { name, expect: parsed.value, ...(await readAttempt(folder)) };
}

async function readAttempt(folder: string): Promise<Attempt> {
  return { files: await readTree(join(folder, 'files')), solve: await readText(join(folder, 'solve.sh')) };
}

function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** Regular files alone: a link in a lesson could lead anywhere on the server. */
async function readTree(root: string): Promise<readonly LessonFile[]> {
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const files = await Promise.all(names.sort().map((path) => readOne(root, path)));
  return files.filter((file) => file !== null);
}

async function readOne(root: string, path: string): Promise<LessonFile | null> {
  const full = join(root, path);
  const found = await lstat(full);
  if (!found.isFile()) return null;
  return { path, bytes: await readFile(full), executable: (found.mode & 0o100) !== 0 };
}
