import { useEffect, useRef } from 'react';
import styles from './tab-bar.module.css';

interface TabNameProps {
  readonly name: string;
  /** Null: the name stays as it was. */
  readonly onDone: (name: string | null) => void;
}

/** The tab while it is given a name. */
export function TabName({ name, onDone }: TabNameProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      className={styles.name}
      aria-label="Name of the terminal"
      defaultValue={name}
      maxLength={40}
      onBlur={(event) => onDone(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(event.currentTarget.value);
        if (event.key === 'Escape') onDone(null);
        event.stopPropagation();
      }}
    />
  );
}
