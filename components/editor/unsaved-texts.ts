/** What was typed and is not in the sandbox yet, kept in the browser so that a closed tab or a dead network loses nothing. */

export interface UnsavedText {
  readonly text: string;
  /** What it was typed over; null for a file that did not exist. */
  readonly version: string | null;
}

export interface UnsavedTexts {
  get(path: string): UnsavedText | undefined;
  paths(): string[];
  keep(path: string, unsaved: UnsavedText): void;
  forget(path: string): void;
}

const PREFIX = 'drydock.unsaved:';

/**
 * Texts belong to one start of one lesson's lab. What is left of earlier starts is thrown away: after a reset the
 * learner wants the files as they were given. One key for each file, so that two tabs do not overwrite each other's.
 */
export function createUnsavedTexts(storage: Storage, lesson: string, labStart: string): UnsavedTexts {
  const ofLesson = `${PREFIX}${lesson}:`;
  const ofStart = `${ofLesson}${labStart}:`;
  for (const key of Object.keys(storage)) {
    if (key.startsWith(ofLesson) && !key.startsWith(ofStart)) storage.removeItem(key);
  }
  return {
    get: (path) => parse(storage.getItem(ofStart + path)),
    paths: () =>
      Object.keys(storage)
        .filter((key) => key.startsWith(ofStart))
        .map((key) => key.slice(ofStart.length)),
    keep(path, unsaved) {
      try {
        storage.setItem(ofStart + path, JSON.stringify(unsaved));
      } catch {
        // Storage is full or forbidden: the text is still in the editor, and saving goes on trying.
      }
    },
    forget(path) {
      storage.removeItem(ofStart + path);
    },
  };
}

function parse(stored: string | null): UnsavedText | undefined {
  if (stored === null) return undefined;
  try {
    const { text, version } = JSON.parse(stored) as Partial<UnsavedText>;
    return typeof text === 'string' ? { text, version: version ?? null } : undefined;
  } catch {
    return undefined;
  }
}
