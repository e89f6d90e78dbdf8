import { useEffect, useRef, useState } from 'react';
import { keepScreenReaderChoice, screenReaderChoice } from './screen-reader.ts';
import styles from './terminal-help.module.css';

interface TerminalHelpProps {
  readonly onScreenReader: (on: boolean) => void;
}

const keys = [
  ['Ctrl Shift C', 'Copy what is selected'],
  ['Ctrl Shift V', 'Paste'],
  ['Ctrl Shift F', 'Find in the terminal'],
  ['Ctrl Shift ↑ ↓', 'Leave for the pane above or below'],
  ['F6', 'Go to the next pane'],
  ['← →', 'On a tab: the next one. Delete closes it, F2 names it'],
] as const;

/** What the keyboard does in a terminal that keeps Tab and Escape for itself. */
export function TerminalHelp({ onScreenReader }: TerminalHelpProps) {
  const [screenReader, setScreenReader] = useState(screenReaderChoice);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const box = details.current;
      if (!box?.open) return;
      const away =
        event instanceof KeyboardEvent ? event.key === 'Escape' : !box.contains(event.target as Node);
      if (away) box.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={details} className={styles.help}>
      <summary>Keys</summary>
      <div className={styles.sheet}>
        <dl>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            checked={screenReader}
            onChange={(event) => {
              setScreenReader(event.target.checked);
              keepScreenReaderChoice(event.target.checked);
              onScreenReader(event.target.checked);
            }}
          />
          Read the terminal to a screen reader
        </label>
      </div>
    </details>
  );
}
