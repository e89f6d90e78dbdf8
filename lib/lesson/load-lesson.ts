import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentError, ContentMissing, type ContentProblem } from './content-error.ts';
import { findLabFileProblems } from './lab-file-problems.ts';
import { parseLessonFile } from './parse-lesson-file.ts';
import { type Parsed, parseYaml } from './parse-yaml.ts';
import { type Frontmatter, type Lab, labSchema, slugSchema } from './schema.ts';
import { findTaskProblems } from './task-problems.ts';

export interface LessonLab extends Omit<Lab, 'folder' | 'open'> {
  /** Name of the learner's folder under their home. */
  readonly folder: string;
  /** File the editor opens first, relative to the folder. */
  readonly open: string | null;
}

export interface Lesson {
  readonly module: string;
  readonly slug: string;
  /** Absolute path of content/<module>/<slug>. */
  readonly path: string;
  readonly meta: Frontmatter;
  /** The MDX with its frontmatter blanked out, so that line numbers are those of lesson.mdx. */
  readonly source: string;
  readonly lab: LessonLab | null;
}

/**
 * Reads one lesson: prose, metadata and what its lab is. Setup, files, checks and solutions are read by lab-files.ts, when wanted.
 * Rejects with `ContentMissing` when there is no such lesson, `ContentError` with every problem found when it is wrong.
 */
export async function loadLesson(contentFolder: string, module: string, slug: string): Promise<Lesson> {
  const missing = new ContentMissing(`There is no lesson "${slug}" in the module "${module}".`);
  if (!slugSchema.safeParse(module).success || !slugSchema.safeParse(slug).success) throw missing;
  const path = join(contentFolder, module, slug);
  const name = `${module}/${slug}`;
  const text = await readFile(join(path, 'lesson.mdx'), 'utf8').catch(() => {
    throw missing;
  });
  const prose = parseLessonFile(text, `${name}/lesson.mdx`);
  const lab = await readLab(path, `${name}/lab.yaml`);
  const problems: ContentProblem[] = [
    ...(prose.ok ? [] : prose.problems),
    ...(lab?.ok === false ? lab.problems : []),
  ];
  if (prose.ok && lab?.ok !== false) {
    problems.push(...findTaskProblems(prose.value.source, lab?.value ?? null, { name, lineOf: lab?.lineOf }));
  }
  if (lab?.ok)
    problems.push(...(await findLabFileProblems({ path, name, lab: lab.value, lineOf: lab.lineOf })));
  if (!prose.ok || lab?.ok === false || problems.length > 0) throw new ContentError(problems);
  const { meta, source } = prose.value;
  return { module, slug, path, meta, source, lab: lab && withDefaults(lab.value, slug) };
}

function withDefaults(lab: Lab, slug: string): LessonLab {
  return { ...lab, folder: lab.folder ?? slug.slice(0, 32), open: lab.open ?? null };
}

async function readLab(path: string, file: string): Promise<Extract<Parsed<Lab>, object> | null> {
  const text = await readFile(join(path, 'lab.yaml'), 'utf8').catch(() => null);
  return text === null ? null : parseYaml(text, labSchema, { file });
}
