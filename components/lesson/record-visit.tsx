'use client';
import { useEffect } from 'react';

/** Tells web that the lesson was opened, so that the course map knows where the learner left off. */
export function RecordVisit({ lesson }: { readonly lesson: string }) {
  useEffect(() => {
    const body = JSON.stringify({ seen: lesson });
    const headers = { 'content-type': 'application/json' };
    fetch('/api/progress', { method: 'POST', headers, body, keepalive: true }).catch(() => {
      // Not worth a word to the reader: the next visit is recorded again.
    });
  }, [lesson]);
  return null;
}
