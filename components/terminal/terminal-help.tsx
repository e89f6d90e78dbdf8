import { useEffect, useRef, useState } from 'react';
import { type ActionId, actionOf, keysOf } from '../actions/catalogue.ts';
import { onMac, printed } from '../actions/shortcut.ts';
import { keepScreenReaderChoice, screenReaderChoice } from './screen-reader.ts';
import styles from './terminal-help.module.css';

interface TerminalHelpProps {
  readonly onScreenReader: (on: boolean) => void;
}

const SHOWN = [
  'terminal.copy',
  'terminal.paste',
  'terminal.find',
  'layout.full-terminal',
  'terminal.leave-back',
  'terminal.leave-on',
  'go.next-pane',
] as const satisfies readonly ActionId[];

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
          {SHOWN.map((id) => (
            <div key={id}>
              <dt>{printed(keysOf(id)[0] ?? '', onMac())}</dt>
              <dd>{actionOf(id).title}</dd>
            </div>
          ))}
        </dl>
        <a href="/keys" target="_blank" rel="noreferrer">
          All keyboard shortcuts
        </a>
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
