'use client';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import styles from './name-field.module.css';
import { nameProblem } from './paths.ts';
import type { Outcome } from './workspace-contract.ts';

interface NameFieldProps {
  readonly label: string;
  readonly initial: string;
  readonly submit: (name: string) => Promise<Outcome>;
  /** Called when it is over: with the name that was taken, or null when it was called off. */
  readonly onEnd: (name: string | null) => void;
}

/** Asks for a name in place: Enter takes it, Escape calls it off, what is wrong with it stands below. */
export function NameField({ label, initial, submit, onEnd }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hintId = useId();

  useEffect(() => {
    const input = field.current;
    input?.focus();
    // Without the extension, which one seldom means to change.
    const dot = initial.lastIndexOf('.');
    input?.setSelectionRange(0, dot > 0 ? dot : initial.length);
  }, [initial]);

  async function take(event: FormEvent) {
    event.preventDefault();
    const name = field.current?.value.trim() ?? '';
    const problem = nameProblem(name);
    if (problem !== null) return setWrong(problem);
    setBusy(true);
    const outcome = await submit(name);
    setBusy(false);
    if (outcome) setWrong(outcome.message);
    else onEnd(name);
  }

  function onKeyDown(event: KeyboardEvent) {
    // The tree around it must not take the arrows and letters.
    event.stopPropagation();
    if (event.key === 'Escape') onEnd(null);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void take(event)}>
      <input
        ref={field}
        className={styles.field}
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : hintId}
        defaultValue={initial}
        readOnly={busy}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onKeyDown={onKeyDown}
        onInput={() => setWrong(null)}
        onBlur={() => !busy && onEnd(null)}
      />
      {wrong !== null && (
        <p id={hintId} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
