'use client';
import { HoldCount } from './hold-count.tsx';
import { useLab } from './lab-context.ts';
import { LabMenu } from './lab-menu.tsx';
import styles from './lab-status.module.css';
import { isExpiring, minutesLeft, statusWords } from './status-words.ts';
import { useMinute } from './use-minute.ts';

export interface LabStatusProps {
  /** How many tasks the lesson has: 'n of m hold' before the lab has said anything. */
  readonly taskCount: number;
}

/** For the page's header, right side: 'Lab running, 47 min left', More time, Reset, 'n of m hold'. Inside `LabProvider`. */
export function LabStatus({ taskCount }: LabStatusProps) {
  const controls = useLab();
  const lab = controls?.lab ?? null;
  useMinute();
  const left = lab && controls ? minutesLeft(lab, controls.now()) : null;
  const isThere = lab?.state === 'ready' || lab?.state === 'frozen';
  const lost = controls?.connection === 'lost';
  return (
    <div className={styles.status}>
      <p className={styles.words} data-state={lost ? 'lost' : lab?.state} data-expiring={isExpiring(left)}>
        <span className={styles.dot} aria-hidden="true" />
        {lost ? 'Connection lost, trying again…' : statusWords(lab, left)}
      </p>
      {/* Said aloud only when it matters: the minutes count down in silence. */}
      <span className="unseen" role="status">
        {lost ? 'The connection to the lab is lost.' : announcement(lab?.state, left)}
      </span>
      {isThere && controls && (
        <>
          <button
            type="button"
            className={styles.button}
            disabled={lab.extensionMinutes === 0}
            title={lab.extensionMinutes === 0 ? 'This lab has had all the time there is' : undefined}
            onClick={() => void controls.extend()}
          >
            More time
          </button>
          <LabMenu label="Reset" className={styles.button} />
        </>
      )}
      <HoldCount taskCount={taskCount} />
    </div>
  );
}

function announcement(state: string | undefined, left: number | null): string {
  if (state === 'ready' && left !== null && isExpiring(left)) {
    return left <= 1 ? 'The lab ends in a minute.' : 'The lab ends in a few minutes.';
  }
  return '';
}
