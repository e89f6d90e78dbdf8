import { describe, expect, it } from 'vitest';
import { sizeInWords, syncWords } from './sync-words.ts';

describe('how it stands with a file', () => {
  const problem = { code: 'network', message: 'Drydock does not answer. Reload the page.', retryable: true };

  it('is said in words, with the reason and what happens next', () => {
    expect(syncWords({ kind: 'saved' })).toBe('Saved');
    expect(syncWords({ kind: 'failed', problem, retrying: true })).toBe(
      'Not saved: Drydock does not answer. Kept in this browser, trying again.',
    );
    expect(syncWords({ kind: 'failed', problem, retrying: false })).toBe(
      'Not saved: Drydock does not answer. Reload the page.',
    );
  });

  it('tells a deleted file from a changed one', () => {
    const theirs = { kind: 'text', text: '', bom: false, version: '1' } as const;
    expect(syncWords({ kind: 'conflict', theirs: { kind: 'missing' } })).toContain('not in the sandbox');
    expect(syncWords({ kind: 'conflict', theirs })).toContain('changed in the sandbox');
  });
});

describe('sizes', () => {
  it.each([
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1536, '1.5 kB'],
    [20 * 1024, '20 kB'],
    [3 * 1024 * 1024, '3.0 MB'],
  ])('%d is %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
