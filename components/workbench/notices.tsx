import { useEffect, useState } from 'react';
import type { Problem } from '../../lib/lab-api/problem.ts';
import styles from './bench.module.css';
import { ExpiryBar } from './expiry-bar.tsx';
import { useLab } from './lab-context.ts';

/** What the learner should know, one line each, above the panes: the end that is near, what is wrong, what happened. */
export function Notices() {
  const controls = useLab();
  const onEvent = controls?.onEvent;
  const [notice, setNotice] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState<Problem | string | null>(null);
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
  const trouble = lab?.state === 'ready' ? lab.trouble : null;
  // Mended: the same trouble is news the next time.
  useEffect(() => {
    if (trouble === null) setDismissed((which) => (typeof which === 'string' ? null : which));
  }, [trouble]);
  const first = [problem, trouble].find((one) => one !== null && one !== dismissed) ?? notice;
  const dismiss = () => {
    if (first === notice) setNotice(null);
    else setDismissed(first);
  };
  return (
    <div role="status" className={styles.notices} data-notices>
      <ExpiryBar />
      {first && (
        <div className={styles.notice}>
          <span>{typeof first === 'string' ? first : <ProblemWords {...first} />}</span>
          <button type="button" onClick={dismiss}>
            Close
          </button>
        </div>
      )}
    </div>
  );
}

/** With the way to the labs that stand in the way. */
export function ProblemWords({ message, labs = [] }: Problem) {
  return (
    <>
      {message}
      {labs.length > 0 && ' Running: '}
      {labs.map(({ lesson, title }, index) => (
        <span key={lesson}>
          {index > 0 && ', '}
          <a href={`/learn/${lesson}`}>{title}</a>
        </span>
      ))}
      {labs.length > 0 && '.'}
    </>
  );
}
