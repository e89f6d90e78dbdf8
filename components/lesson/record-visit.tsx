'use client';
import { useEffect } from 'react';

/**
 * Tells web that the lesson was opened, so that the course map knows where the learner left off, and which hints were
 * opened in it.
 */
export function RecordVisit({ lesson }: { readonly lesson: string }) {
  useEffect(() => {
    tell({ seen: lesson });
    const onToggle = ({ target }: Event) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const task = target.closest('section')?.id.replace('task-', '');
      if (task && target.dataset.hint) tell({ hint: { lesson, task, number: Number(target.dataset.hint) } });
    };
    // It does not bubble.
    document.addEventListener('toggle', onToggle, true);
    return () => document.removeEventListener('toggle', onToggle, true);
  }, [lesson]);
  return null;
}

function tell(what: object): void {
  const headers = { 'content-type': 'application/json' };
  fetch('/api/progress', { method: 'POST', headers, body: JSON.stringify(what), keepalive: true }).catch(
    () => {
      // Not worth a word to the reader: the next one is recorded again.
    },
  );
}
