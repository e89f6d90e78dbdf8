import type { SyncState } from './sync-contract.ts';

/** How it stands with the file, as the learner reads it. */
export function syncWords(state: SyncState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved';
    case 'saving':
      return 'Saving…';
    case 'waiting':
      return 'Not saved: there is no way to the lab now. Kept in this browser, trying again.';
    case 'failed':
      // The rest of the sentence tells what to do about it, and that is done already.
      return state.retrying
        ? `Not saved: ${firstSentence(state.problem.message)} Kept in this browser, trying again.`
        : `Not saved: ${state.problem.message}`;
    case 'conflict':
      return state.theirs.kind === 'missing'
        ? 'Not saved: the file is not in the sandbox any more.'
        : 'Not saved: the file changed in the sandbox.';
  }
}

function firstSentence(text: string): string {
  return text.split(/(?<=\.)\s/, 1)[0] ?? text;
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / (1024 * 1024), 'MB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
