import type { Preparation } from '../../lib/lab-api/preparation.ts';
import styles from './preparation-panel.module.css';
import { problemWords, stepWords, timeWords } from './preparation-words.ts';
import panel from './start-panel.module.css';

/** The bench while this kind of lab cannot be started yet. The start takes its place by itself. */
export function PreparationPanel({ preparation }: { readonly preparation: Preparation }) {
  switch (preparation.state) {
    case 'preparing':
      return <Preparing preparation={preparation} />;
    case 'ready':
      return (
        <>
          <h2 className={panel.title}>Kubernetes labs are almost there</h2>
          <p className={panel.text}>All of it is made. The start appears here in a moment.</p>
        </>
      );
    case 'failed':
      return (
        <>
          <h2 className={panel.title}>Kubernetes labs could not be prepared</h2>
          {preparation.problem && (
            <p className={styles.problem} role="alert">
              {problemWords(preparation.problem)}
            </p>
          )}
          <p className={panel.text}>
            The instructor has to mend this and run <code>npm start</code> once more, which goes on where it
            ended; <code>npm run doctor</code> says more. You can read this lesson meanwhile, and take those
            with Docker.
          </p>
        </>
      );
  }
}

function Preparing({ preparation }: { readonly preparation: Preparation }) {
  const step = stepWords(preparation);
  if (step === '') {
    return (
      <>
        <h2 className={panel.title}>Kubernetes labs are not prepared yet</h2>
        <p className={panel.text}>
          The server makes what they need once, after it has started; the start appears here when it is done.
          If nothing happens for some minutes, the instructor has to run <code>npm start</code>.
        </p>
      </>
    );
  }
  return (
    <>
      <h2 className={panel.title}>Kubernetes labs are being prepared</h2>
      <div className={styles.progress}>
        <Steps {...preparation} />
        <p role="status">{step}</p>
        <p className={styles.time}>{timeWords(preparation)}</p>
      </div>
      <p className={panel.text}>
        This is done once on this server. The start appears here by itself; until then you can read this
        lesson, and take those with Docker.
      </p>
    </>
  );
}

/** One piece for each step: done, being worked on, to come. */
function Steps({ step, steps }: Preparation) {
  return (
    <div
      className={styles.steps}
      role="progressbar"
      aria-label="Steps of the preparation"
      aria-valuemin={0}
      aria-valuemax={steps}
      aria-valuenow={step - 1}
    >
      {Array.from({ length: steps }, (_, index) => index + 1).map((which) => (
        <span key={which} data-state={stateOf(which, step)} />
      ))}
    </div>
  );
}

function stateOf(which: number, step: number): 'done' | 'running' | 'waiting' {
  if (which < step) return 'done';
  return which === step ? 'running' : 'waiting';
}
