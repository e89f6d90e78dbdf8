import type { Choice, ChoiceGroup } from './choices.ts';
import styles from './palette.module.css';
import { PaletteOption } from './palette-option.tsx';

interface PaletteListProps {
  readonly id: string;
  readonly groups: readonly ChoiceGroup[];
  readonly chosen: Choice | undefined;
  readonly onPoint: (choice: Choice) => void;
  readonly onRun: (choice: Choice) => void;
}

export function optionId(id: string, choice: Choice): string {
  return `${id}-${choice.id}`;
}

/** The field keeps the focus and points at one of these. */
export function PaletteList({ id, groups, chosen, onPoint, onRun }: PaletteListProps) {
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Actions" className={styles.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={group.title} role="group" aria-label={group.title}>
          <p aria-hidden="true">{group.title}</p>
          {group.choices.map((choice) => (
            <PaletteOption
              key={choice.id}
              id={optionId(id, choice)}
              choice={choice}
              chosen={choice === chosen}
              onPoint={() => onPoint(choice)}
              onRun={() => onRun(choice)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
