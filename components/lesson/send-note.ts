import type { Note } from '../../lib/progress/note.ts';
import type { KeepNote, NoteAnswer } from './note-keeper.ts';

export async function readNote(lesson: string): Promise<Note> {
  const answer = await fetch(`/api/note?lesson=${encodeURIComponent(lesson)}`);
  if (!answer.ok) throw new Error('no note');
  return (await answer.json()) as Note;
}

/** `keepalive`: it may be the last thing that the page does. */
export function sendNote(lesson: string): KeepNote {
  return async (change) => {
    const answer = await fetch('/api/note', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lesson, ...change }),
      keepalive: true,
    });
    if (!answer.ok) throw new Error('not kept');
    return (await answer.json()) as NoteAnswer;
  };
}
