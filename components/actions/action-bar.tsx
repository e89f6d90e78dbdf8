'use client';
import { type ComponentType, useEffect, useState } from 'react';
import styles from './action-bar.module.css';
import { type ActionCall, callOf } from './action-call.ts';
import type { ActionDeskProps } from './action-desk.tsx';

/** In the header: the way to every action, and the keys that lead there. What they lead to loads with the first use. */
export function ActionBar() {
  const [call, setCall] = useState<ActionCall | null>(null);
  const [Desk, setDesk] = useState<ComponentType<ActionDeskProps> | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = callOf(event);
      if (!wanted) return;
      if (wanted.kind === 'palette') event.preventDefault();
      setCall(wanted);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    if (!call || Desk) return;
    import('./action-desk.tsx').then(
      ({ ActionDesk }) => setDesk(() => ActionDesk),
      () => setFailed(true),
    );
  }, [call, Desk]);

  return (
    <>
      <button
        type="button"
        className={`${styles.open} ${styles.view}`}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setCall({ kind: 'menu', opener: currentTarget })}
      >
        View
      </button>
      <button
        type="button"
        className={styles.open}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K F1"
        // Pressed with a mouse, it takes the focus from nobody: the palette gives it back to where it was.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => setCall({ kind: 'palette' })}
      >
        All actions
        <span className={styles.keys}>Ctrl K</span>
      </button>
      {failed && !Desk && (
        <span role="alert" className={styles.failed}>
          The actions did not load. Try again, or reload the page.
        </span>
      )}
      {Desk && call && <Desk call={call} />}
    </>
  );
}
