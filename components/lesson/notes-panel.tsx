'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { NOTE_LETTERS, type Note } from '../../lib/progress/note.ts';
import { NoteKeeper } from './note-keeper.ts';
import styles from './notes.module.css';
import { readNote, sendNote } from './send-note.ts';

export interface NotesPanelProps {
  readonly lesson: string;
}

type Loaded = Note | 'failed' | null;

/** Written as plain text, kept while one writes. */
export function NotesPanel({ lesson }: NotesPanelProps) {
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    let isThere = true;
    readNote(lesson).then(
      (note) => isThere && setLoaded(note),
      () => isThere && setLoaded('failed'),
    );
    return () => {
      isThere = false;
    };
  }, [lesson]);
  if (loaded === null) return <p className={styles.state}>Looking for your notes…</p>;
  if (loaded === 'failed')
    return (
      <p role="alert">
        Your notes could not be read. Check that Drydock is still running, then open them again.
      </p>
    );
  return <Writing lesson={lesson} note={loaded} />;
}

function Writing({ lesson, note }: NotesPanelProps & { readonly note: Note }) {
  const [, setChanges] = useState(0);
  const [keeper] = useState(
    () => new NoteKeeper(note, sendNote(lesson), () => setChanges((changes) => changes + 1)),
  );
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    field.current?.focus();
    const keep = () => void keeper.flush();
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
      keeper.dispose();
    };
  }, [keeper]);
  return (
    <>
      <label htmlFor={id} className="unseen">
        My notes on this lesson
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles.field}
        rows={8}
        maxLength={NOTE_LETTERS}
        placeholder="Only you see this. It is there again with your next visit."
        value={keeper.text}
        onChange={(event) => keeper.type(event.target.value)}
        onBlur={() => void keeper.flush()}
      />
      <p className={styles.state} role="status">
        {WORDS[keeper.state]}
      </p>
    </>
  );
}

const WORDS = {
  kept: 'Kept',
  keeping: 'Keeping…',
  failed: 'Not kept yet: Drydock does not answer. It is tried again by itself; leave the page open.',
} as const;
