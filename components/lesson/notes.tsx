'use client';
import { type ComponentType, useState } from 'react';
import { useOffers } from '../actions/use-offers.ts';
import button from '../ui/button.module.css';
import styles from './notes.module.css';
import type { NotesPanelProps } from './notes-panel.tsx';

/** The learner's own words on a lesson. What they are written in loads when it is asked for. */
export function Notes({ lesson }: { readonly lesson: string }) {
  const [Panel, setPanel] = useState<ComponentType<NotesPanelProps> | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);

  function open() {
    setOpen(true);
    import('./notes-panel.tsx').then(
      ({ NotesPanel }) => setPanel(() => NotesPanel),
      () => setFailed(true),
    );
  }
  useOffers({ 'go.notes': { run: open } });

  return (
    <div className={styles.notes}>
      <button
        type="button"
        className={button.plain}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? setOpen(false) : open())}
      >
        {isOpen ? 'Close my notes' : 'My notes'}
      </button>
      {isOpen && Panel && <Panel lesson={lesson} />}
      {isOpen && failed && !Panel && <p role="alert">The notes did not load. Reload the page.</p>}
    </div>
  );
}
