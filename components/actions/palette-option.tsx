import { actionOf } from './catalogue.ts';
import type { Choice } from './choices.ts';
import styles from './palette.module.css';
import { placeWords } from './place-words.ts';
import { onMac, printed } from './shortcut.ts';

interface PaletteOptionProps {
  readonly id: string;
  readonly choice: Choice;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

export function PaletteOption({ id, choice, chosen, onPoint, onRun }: PaletteOptionProps) {
  const isOn = choice.offer.isOn?.();
  const [keys] = choice.keys;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's, which points at this by its id
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={styles.option}
      onPointerMove={chosen ? undefined : onPoint}
      onClick={onRun}
    >
      <span className={styles.title}>{choice.title}</span>
      {isOn !== undefined && <span className={styles.state}>{isOn ? 'on' : 'off'}</span>}
      {keys && (
        <span className={styles.keys}>
          <kbd>{printed(keys, onMac())}</kbd>
          {placeWords(actionOf(choice.id).where)}
        </span>
      )}
    </div>
  );
}
