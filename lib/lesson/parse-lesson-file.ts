import type { ContentProblem } from './content-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Frontmatter, frontmatterSchema } from './schema.ts';

export type ParsedLessonFile =
  | { readonly ok: true; readonly value: { readonly meta: Frontmatter; readonly source: string } }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

const FRONTMATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n?---[ \t]*(?:\r?\n|$)/;

/** Parts lesson.mdx into frontmatter and prose. */
export function parseLessonFile(text: string, file: string): ParsedLessonFile {
  const match = FRONTMATTER.exec(text);
  if (!match) {
    const message = 'the lesson has no frontmatter';
    const remedy = 'Begin the file with "---", the lines title, name, summary and minutes, and "---"';
    return { ok: false, problems: [{ file, line: 1, column: 1, message, remedy }] };
  }
  const parsed = parseYaml(match[1] ?? '', frontmatterSchema, { file, firstLine: 2 });
  if (!parsed.ok) return parsed;
  const blank = match[0].replace(/[^\n]/g, '');
  return { ok: true, value: { meta: parsed.value, source: blank + text.slice(match[0].length) } };
}
