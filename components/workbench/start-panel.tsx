import { lazy, Suspense } from 'react';
import button from '../ui/button.module.css';
import { useLab } from './lab-context.ts';
import type { LabOffer } from './lab-offer.ts';
import { ProblemWords } from './notices.tsx';
import { StageList } from './stage-list.tsx';
import styles from './start-panel.module.css';

/** Seen on the day that Drydock was set up, and then never again. */
const PreparationPanel = lazy(async () => ({
  default: (await import('./preparation-panel.tsx')).PreparationPanel,
}));

interface StartPanelProps extends LabOffer {
  /** There was a lab on this page: it has ended, by its time or by the learner. */
  readonly hadLab: boolean;
  /** A start is likely: what it needs can be loaded. */
  readonly onNear: () => void;
}

/** The bench without a lab: what one gets, or how far the start is, or why it failed. */
export function StartPanel(props: StartPanelProps) {
  const controls = useLab();
  const lab = controls?.lab ?? null;
  return (
    <div className={styles.panel}>
      <noscript>
        <p className={styles.text}>The lab needs JavaScript. The lesson reads well without.</p>
      </noscript>
      {lab === null ? <Looking /> : <Known {...props} />}
    </div>
  );
}

function Known({ onNear, hadLab, ...about }: StartPanelProps) {
  const controls = useLab();
  if (!controls?.lab) return null;
  const { lab } = controls;
  const isIdle = lab.state === 'none' || lab.state === 'failed';
  if (isIdle && lab.preparation) {
    return (
      <Suspense>
        <PreparationPanel preparation={lab.preparation} />
      </Suspense>
    );
  }
  const start = (words: string) => (
    <button
      type="button"
      className={`${button.act} ${button.large}`}
      onPointerEnter={onNear}
      onFocus={onNear}
      onClick={() => void controls.start()}
    >
      {words}
    </button>
  );
  switch (lab.state) {
    case 'starting':
      return (
        <>
          <h2 className={styles.title}>Starting your lab</h2>
          <StageList stages={lab.stages} sandbox={about.sandbox} />
        </>
      );
    case 'failed':
      return (
        <>
          <h2 className={styles.title}>The lab did not start</h2>
          <p className={styles.text} role="alert">
            {lab.problem ? <ProblemWords {...lab.problem} /> : 'Something went wrong on our side.'}
          </p>
          {lab.stages.some(({ state }) => state === 'failed') && (
            <StageList stages={lab.stages} sandbox={about.sandbox} />
          )}
          {start('Try again')}
        </>
      );
    case 'ending':
      return <h2 className={styles.title}>Ending the lab</h2>;
    default:
      return (
        <>
          <h2 className={styles.title}>{hadLab ? 'Your lab has ended' : 'A lab of your own'}</h2>
          <p className={styles.text}>{hadLab ? whatIsLeft : whatOneGets[about.sandbox]}</p>
          <dl className={styles.facts}>
            <dt>Time</dt>
            <dd>{`${about.minutes} minutes, and more when you ask`}</dd>
            <dt>Tasks</dt>
            <dd>{`${about.taskCount}, checked as you work`}</dd>
            <dt>Safe</dt>
            <dd>Nothing you do in it can break anything else. Reset it as often as you like</dd>
          </dl>
          {start('Start lab')}
        </>
      );
  }
}

const whatIsLeft =
  'Its sandbox is gone. The tasks that held stay in your progress, and a new lab starts with fresh files.';

const whatOneGets = {
  docker: 'A Linux machine with a Docker engine, a terminal and an editor on the files of this lesson.',
  cluster: 'A Linux machine with a Kubernetes cluster, a terminal and an editor on the files of this lesson.',
  'cluster-3':
    'A Linux machine with a Kubernetes cluster of three nodes, a terminal and an editor on the files of this lesson.',
} as const;

/** Shown only when it takes longer than one notices. */
function Looking() {
  const lost = useLab()?.connection === 'lost';
  return (
    <p className={`${styles.text} ${styles.late}`} role="status">
      {lost ? 'Drydock does not answer. This page tries again by itself.' : 'Looking for your lab…'}
    </p>
  );
}
