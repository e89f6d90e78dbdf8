'use client';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Choice, groupsFor, possibleChoices } from './choices.ts';
import styles from './palette.module.css';
import { optionId, PaletteList } from './palette-list.tsx';
import { keepUsed, usedLast } from './used-last.ts';

const PAGE = 8;

/**
 * Every action that is possible now, found by a few of its letters. A modal dialog with a combobox, by the WAI-ARIA
 * patterns: the field keeps the focus, arrows choose, Enter does it, Escape leaves; then the focus is where it was.
 */
export function Palette({ onEnd }: { readonly onEnd: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [all] = useState(possibleChoices);
  const [last] = useState(usedLast);
  const id = useId();
  const groups = useMemo(() => groupsFor(all, typed, last), [all, typed, last]);
  const choices = groups.flatMap((group) => group.choices);
  const chosen = choices[at];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (chosen) document.getElementById(optionId(id, chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen, id]);

  const point = (choice: Choice) => setAt(choices.indexOf(choice));

  function run(choice: Choice | undefined) {
    if (!choice) return;
    keepUsed(choice.id);
    // Closing gives the focus back, from where the action may take it on.
    dialog.current?.close();
    choice.offer.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(chosen);
    else {
      const next = placeAfter(event.key, at, choices.length);
      if (next === undefined) return;
      setAt(next);
    }
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="All actions"
      onClose={onEnd}
      // A press beside it: the dialog's own box is covered by what is in it.
      onPointerDown={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <div className={styles.inside}>
        <input
          className={styles.field}
          role="combobox"
          aria-label="What do you want to do?"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen && optionId(id, chosen)}
          placeholder="What do you want to do?"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <PaletteList id={id} groups={groups} chosen={chosen} onPoint={point} onRun={run} />
        <p className={choices.length === 0 ? styles.none : 'unseen'} role="status">
          {choices.length === 0
            ? 'Nothing is called that. Type fewer letters, or another word for it.'
            : `${choices.length} ${choices.length === 1 ? 'action' : 'actions'}`}
        </p>
      </div>
    </dialog>
  );
}

/** Undefined for keys that belong to the field. */
function placeAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? 0 : (at + 1) % count;
    case 'ArrowUp':
      return count === 0 ? 0 : (at - 1 + count) % count;
    case 'PageDown':
      return Math.max(0, Math.min(at + PAGE, count - 1));
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    default:
      return undefined;
  }
}
