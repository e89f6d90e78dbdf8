import styles from './bench.module.css';
import { useLab } from './lab-context.ts';
import { LabMenu } from './lab-menu.tsx';
import { isExpiring, minutesLeft, statusWords } from './status-words.ts';
import type { BenchView } from './view-tabs.tsx';

/** What a phone shows of the workbench. */
export type BenchPane = 'terminal' | BenchView;

interface BenchBarProps {
  readonly raised: boolean;
  readonly pane: BenchPane;
  readonly hasPanes: boolean;
  readonly hasCluster: boolean;
  readonly onRaise: (raised: boolean) => void;
  readonly onPane: (pane: BenchPane) => void;
}

/** On a phone alone: raises the workbench over the lesson, and chooses which part of it is seen. */
export function BenchBar({ raised, pane, hasPanes, hasCluster, onRaise, onPane }: BenchBarProps) {
  const controls = useLab();
  const lab = controls?.lab ?? null;
  const left = lab && controls ? minutesLeft(lab, controls.now()) : null;
  const lost = controls?.connection === 'lost';
  const words = lost ? 'Connection lost' : statusWords(lab, left);
  const choice = (name: BenchPane, words: string) => (
    <button
      type="button"
      aria-pressed={raised && pane === name}
      onClick={() => {
        onPane(name);
        onRaise(true);
      }}
    >
      {words}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className={styles.bar} role="group" aria-label="Workbench">
      {raised && (
        <button type="button" onClick={() => onRaise(false)}>
          Lesson
        </button>
      )}
      {hasPanes ? (
        <>
          {choice('terminal', 'Terminal')}
          {choice('editor', 'Editor')}
          {choice('containers', 'Containers')}
          {hasCluster && choice('cluster', 'Cluster')}
          {choice('preview', 'Preview')}
        </>
      ) : (
        !raised && choice('terminal', lab?.state === 'none' && !lab.preparation ? 'Start the lab' : 'Lab')
      )}
      <span className={styles.barWords} data-lost={lost} data-expiring={isExpiring(left)}>
        {hasPanes && lab?.state !== 'resetting' ? (
          <LabMenu
            label={raised && left !== null && !lost ? `${left} min` : words}
            className={undefined}
            withTime
          />
        ) : (
          words
        )}
      </span>
    </div>
  );
}
