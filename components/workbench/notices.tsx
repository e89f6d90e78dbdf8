import { useEffect, useState } from 'react';
import styles from './bench.module.css';
import { useLab } from './lab-context.ts';

/** What went wrong with an action, and what the runner wants the learner to know. One line, above the panes. */
export function Notices() {
  const controls = useLab();
  const onEvent = controls?.onEvent;
  const [notice, setNotice] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState<object | null>(null);
  useEffect(
    () =>
      onEvent?.((event) => {
        if (event.type === 'notice') setNotice(event.message);
      }),
    [onEvent],
  );
  const { lab = null, problem: ofAction = null } = controls ?? {};
  // A failed start has a place of its own.
  const problem = ofAction ?? (lab?.state === 'failed' ? null : (lab?.problem ?? null));
  const words = problem && problem !== dismissed ? problem.message : notice;
  return (
    <div role="status" className={styles.notices}>
      {words && (
        <div className={styles.notice}>
          <span>{words}</span>
          <button
            type="button"
            onClick={() => {
              setDismissed(problem);
              setNotice(null);
            }}
          >
            Close
          </button>
        </div>
      )}
    </div>
  );
}
