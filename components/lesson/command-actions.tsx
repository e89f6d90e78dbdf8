'use client';
import { useLab } from '../workbench/lab-context.ts';
import styles from './code.module.css';
import { CopyButton } from './copy-button.tsx';

/** Copy is always possible; running it needs a lab on this page. */
export function CommandActions({ command }: { readonly command: string }) {
  const lab = useLab();
  return (
    <span className={styles.commandActions}>
      <CopyButton text={command} className={styles.copyCommand} />
      {lab !== null && (
        <button type="button" className={styles.run} onClick={() => lab.runInTerminal(command)}>
          Run in terminal
        </button>
      )}
    </span>
  );
}
