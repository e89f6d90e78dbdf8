import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export const FIGURE_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

interface LessonFolder {
  readonly slug: string;
  readonly path: string;
}

/** Absolute path of a picture in the lesson's folder; null when the name leads out of it. */
export function figurePath(lesson: Pick<LessonFolder, 'path'>, src: string): string | null {
  const inside = normalize(src);
  return inside.startsWith('..') || inside.startsWith('/') || inside.includes('\0')
    ? null
    : join(lesson.path, inside);
}

/** Whether <Figure src> names a picture that can be shown. */
export async function isFigure(lesson: Pick<LessonFolder, 'path'>, src: string): Promise<boolean> {
  const path = figurePath(lesson, src);
  const type = extname(src).toLowerCase();
  if (path === null || (type !== '.svg' && !(type in FIGURE_TYPES))) return false;
  return stat(path).then(
    (file) => file.isFile(),
    () => false,
  );
}

/** What <Figure src> shows: the drawing itself, or where the picture is. The lesson was compiled, so it is there. */
export async function findFigure(
  lesson: LessonFolder,
  src: string,
): Promise<{ svg: string | null; url: string }> {
  if (extname(src).toLowerCase() !== '.svg') return { svg: null, url: `/figures/${lesson.slug}/${src}` };
  const text = await readFile(join(lesson.path, normalize(src)), 'utf8');
  return { svg: text.slice(Math.max(0, text.indexOf('<svg'))), url: '' };
}
