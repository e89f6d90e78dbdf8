import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { ContentError } from '../lesson/content-error.ts';

const RASTER = new Set(['.png', '.webp', '.jpg', '.jpeg']);
export const FIGURE_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

interface LessonFolder {
  readonly module: string;
  readonly slug: string;
  readonly path: string;
}

/** Absolute path of a picture in the lesson's folder; null when the name leads out of it. */
export function figurePath(lesson: Pick<LessonFolder, 'path'>, src: string): string | null {
  const inside = normalize(src);
  return inside.startsWith('..') || inside.startsWith('/') || inside.includes('\0') ? null : join(lesson.path, inside);
}

/** What <Figure src> names. Rejects with `ContentError` when there is no such picture. */
export async function findFigure(lesson: LessonFolder, src: string): Promise<{ svg: string | null; url: string }> {
  const path = figurePath(lesson, src);
  const type = extname(src).toLowerCase();
  const found = path !== null && (await stat(path).then((file) => file.isFile(), () => false));
  if (!found || (type !== '.svg' && !RASTER.has(type))) {
    const file = `${lesson.module}/${lesson.slug}/lesson.mdx`;
    const message = `the figure ${src} is not there, or no svg, png, webp or jpg`;
    throw new ContentError([{ file, line: 1, column: 1, message, remedy: 'Put the file into the folder of the lesson' }]);
  }
  if (type !== '.svg') return { svg: null, url: `/figures/${lesson.slug}/${src}` };
  const text = await readFile(path, 'utf8');
  return { svg: text.replace(/^[\s\S]*?(?=<svg\b)/, ''), url: '' };
}
