import styles from './code.module.css';
import { CommandActions } from './command-actions.tsx';

interface CommandProps {
  readonly line: string;
}

/** What the learner types. Each line has its prompt, except one that goes on with the line before. */
export function Command({ line }: CommandProps) {
  const lines = line.split('\n');
  return (
    <div className={styles.command}>
      <pre>
        <code>
          {lines.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never changes
            <span key={index} className={styles.line} data-continues={lines[index - 1]?.endsWith('\\')}>
              {text}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
      <CommandActions command={line} />
    </div>
  );
}
