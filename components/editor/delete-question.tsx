'use client';
import { type KeyboardEvent, useState } from 'react';
import styles from './delete-question.module.css';
import type { Outcome } from './workspace-contract.ts';

interface DeleteQuestionProps {
  readonly name: string;
  readonly isFolder: boolean;
  readonly remove: () => Promise<Outcome>;
  readonly onEnd: (removed: boolean) => void;
}

/** Asks in place of the name; Escape keeps the file. */
export function DeleteQuestion({ name, isFolder, remove, onEnd }: DeleteQuestionProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function go() {
    setBusy(true);
    const outcome = await remove();
    setBusy(false);
    if (outcome) setWrong(outcome.message);
    else onEnd(true);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape') onEnd(false);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not fit into a row of the tree
    <div role="group" aria-label={`Delete ${name}`} className={styles.question} onKeyDown={onKeyDown}>
      <p role={wrong === null ? undefined : 'alert'}>
        {wrong ?? (isFolder ? `Delete ${name} and everything in it?` : `Delete ${name}?`)}
      </p>
      {/* biome-ignore lint/a11y/noAutofocus: the learner has just asked for this */}
      <button type="button" autoFocus disabled={busy} onClick={() => void go()}>
        Delete
      </button>
      <button type="button" onClick={() => onEnd(false)}>
        Keep
      </button>
    </div>
  );
}
