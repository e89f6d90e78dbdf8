import type { LessonFile } from './lab-files.ts';

/** The file of exactly that path, as text; null when there is none, or when it is no text. */
export function fileText(files: readonly LessonFile[], path: string): string | null {
  const file = files.find((each) => each.path === path);
  if (!file || file.bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    return null;
  }
}
