import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Note } from '../../lib/progress/note.ts';
import { type KeepNote, NoteKeeper } from './note-keeper.ts';

let kept: Note;
let isDown: boolean;
let asked: number;
/** As app/api/note does it. */
const keep: KeepNote = async ({ text, expected }) => {
  asked += 1;
  if (isDown) throw new Error('down');
  const isKept = expected === kept.version;
  if (isKept) kept = { text, version: expected + 1 };
  return { isKept, note: kept };
};
const open = () => new NoteKeeper(kept, keep, () => {});

beforeEach(() => {
  vi.useFakeTimers();
  kept = { text: '', version: 0 };
  isDown = false;
  asked = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps what was typed once the typing stops, with one question for many keys', async () => {
  const note = open();
  for (const text of ['l', 'la', 'lay', 'layers']) note.type(text);
  expect(note.state).toBe('keeping');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(kept.text).toBe('layers');
  expect(note.state).toBe('kept');
  expect(asked).toBe(1);
});

it('puts together what two windows wrote, and neither is lost', async () => {
  const one = open();
  const other = open();
  one.type('from one');
  await one.flush();
  other.type('from the other');
  await other.flush();
  expect(kept.text).toContain('from one');
  expect(kept.text).toContain('from the other');
  expect(other.text).toBe(kept.text);
  one.type('from one, and more');
  await one.flush();
  expect(kept.text).toContain('and more');
  expect(kept.text).toContain('from the other');
});

it('says that it could not be kept, and keeps it when that is possible again', async () => {
  const note = open();
  isDown = true;
  note.type('written in a tunnel');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(note.state).toBe('failed');
  isDown = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(note.state).toBe('kept');
  expect(kept.text).toBe('written in a tunnel');
});
