/** What every driver does with annotations, wherever it keeps them. */
import { LabError } from '../errors.ts';

export type Annotations = Readonly<Record<string, string>>;

const ANNOTATION_BYTES = 16 * 1024;

/** Rejects with `too_large` when they exceed what the contract promises. */
export function checkAnnotations<T extends Annotations>(annotations: T): T {
  if (Buffer.byteLength(JSON.stringify(annotations)) > ANNOTATION_BYTES) {
    throw new LabError('too_large', { detail: 'annotations exceed 16 KiB' });
  }
  return annotations;
}

export function mergeAnnotations(
  before: Annotations,
  patch: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const merged = Object.entries({ ...before, ...patch }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return checkAnnotations(Object.fromEntries(merged));
}
