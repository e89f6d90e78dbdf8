import type { Problem } from '../../lib/lab-api/problem.ts';
import { nameOf } from './paths.ts';

/** Hands bytes to the browser's own downloads. */
export function saveBlob(blob: Blob, path: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = nameOf(path);
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function isProblem(value: Blob | Problem): value is Problem {
  return !(value instanceof Blob);
}
