import styles from './key-row.module.css';
import type { TerminalSession } from './terminal-session.ts';
import { useSession } from './use-session.ts';

/** Keys that a phone's keyboard lacks. Arrows as the program asked for them: full-screen programs want others. */
export function KeyRow({ session }: { readonly session: TerminalSession }) {
  const { ctrlHeld } = useSession(session);
  const arrow = (letter: string) => () =>
    session.press(`\x1b${session.parts.terminal.modes.applicationCursorKeysMode ? 'O' : '['}${letter}`);
  return (
    <div className={styles.row} role="toolbar" aria-label="Keys">
      <Key label="Esc" onPress={() => session.press('\x1b')} />
      <Key label="Tab" onPress={() => session.press('\t')} />
      <Key label="Ctrl" pressed={ctrlHeld} onPress={() => session.holdCtrl(!ctrlHeld)} />
      <Key label="←" name="Left" onPress={arrow('D')} />
      <Key label="↓" name="Down" onPress={arrow('B')} />
      <Key label="↑" name="Up" onPress={arrow('A')} />
      <Key label="→" name="Right" onPress={arrow('C')} />
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly name?: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
}

function Key({ label, name, pressed, onPress }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={pressed}
      // The terminal keeps the focus, or the phone's keyboard would go away.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {label}
    </button>
  );
}
