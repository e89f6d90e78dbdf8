import { useCallback, useEffect, useRef } from 'react';
import styles from './key-row.module.css';
import { withCtrl } from './keys.ts';
import type { TerminalSession } from './terminal-session.ts';
import { useSession } from './use-session.ts';

/** What keys send that are letters of no alphabet; `ctrl` while Ctrl is held, where programs know that. */
const KEYS = [
  { label: 'Esc', sends: '\x1b' },
  { label: 'Tab', sends: '\t' },
  { label: 'Ctrl' },
  { label: 'Ctrl C', sends: withCtrl('C') },
  { label: '←', name: 'Left', arrow: 'D' },
  { label: '↓', name: 'Down', arrow: 'B' },
  { label: '↑', name: 'Up', arrow: 'A' },
  { label: '→', name: 'Right', arrow: 'C' },
  { label: '|', name: 'Pipe', sends: '|' },
  { label: '/', name: 'Slash', sends: '/' },
  { label: '-', name: 'Dash', sends: '-' },
  { label: '~', name: 'Tilde', sends: '~' },
  { label: 'Home', arrow: 'H' },
  { label: 'End', arrow: 'F' },
  { label: 'PgUp', sends: '\x1b[5~' },
  { label: 'PgDn', sends: '\x1b[6~' },
] as const;

/** Keys that a phone's keyboard lacks or hides. Arrows as the program asked for them: full-screen programs want others. */
export function KeyRow({ session }: { readonly session: TerminalSession }) {
  const { ctrlHeld } = useSession(session);
  function arrow(letter: string): void {
    if (ctrlHeld) session.holdCtrl(false);
    const plain = session.parts.terminal.modes.applicationCursorKeysMode ? '\x1bO' : '\x1b[';
    session.press((ctrlHeld ? '\x1b[1;5' : plain) + letter);
  }
  return (
    <div className={styles.row} role="toolbar" aria-label="Keys">
      {KEYS.map((key) => {
        if (!('sends' in key || 'arrow' in key)) {
          return (
            <Key
              key={key.label}
              label={key.label}
              pressed={ctrlHeld}
              onPress={() => session.holdCtrl(!ctrlHeld)}
            />
          );
        }
        const onPress = 'arrow' in key ? () => arrow(key.arrow) : () => session.press(key.sends);
        return (
          <Key
            key={key.label}
            label={key.label}
            name={'name' in key ? key.name : undefined}
            repeats={'arrow' in key}
            onPress={onPress}
          />
        );
      })}
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly name?: string | undefined;
  readonly pressed?: boolean;
  /** Goes on for as long as the finger stays, as on a keyboard. */
  readonly repeats?: boolean;
  readonly onPress: () => void;
}

const REPEAT_AFTER_MS = 450;
const REPEAT_EVERY_MS = 70;

function Key({ label, name, pressed, repeats = false, onPress }: KeyProps) {
  const latest = useRef(onPress);
  latest.current = onPress;
  const repeating = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useCallback(() => clearTimeout(repeating.current), []);
  useEffect(() => stop, [stop]);

  function again(): void {
    latest.current();
    repeating.current = setTimeout(again, REPEAT_EVERY_MS);
  }

  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={pressed}
      onPointerDown={(event) => {
        // The terminal keeps the focus, or the phone's keyboard would go away.
        event.preventDefault();
        if (repeats) repeating.current = setTimeout(again, REPEAT_AFTER_MS);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onPointerLeave={stop}
      onClick={onPress}
    >
      {label}
    </button>
  );
}
