'use client';
import { useState } from 'react';
import CompareSurface, { type Differences } from './compare-surface.tsx';
import styles from './compare-view.module.css';
import type { MonacoText } from './monaco-text.ts';
import { nameOf } from './paths.ts';
import type { Against, Comparison } from './use-comparison.ts';

interface CompareViewProps {
  readonly path: string;
  readonly text: MonacoText;
  readonly comparison: Comparison;
  readonly readOnly: boolean;
  readonly mayCompareSolution: boolean;
  /** Null: the file alone again. */
  readonly onCompare: (against: Against | null) => void;
}

const SIDES = { start: 'the start of the lesson', solution: 'the solution' } as const;

/** The learner's file beside the one that the lesson has, and how many places differ. */
export default function CompareView(props: CompareViewProps) {
  const { path, text, comparison, readOnly, onCompare } = props;
  const { against, original, refusal } = comparison;
  const [found, setFound] = useState<{ readonly original: string; readonly differences: Differences } | null>(
    null,
  );
  const differences = original && found?.original === original.text ? found.differences : null;
  const name = nameOf(path);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className={styles.view} role="group" aria-label={`${name} beside ${SIDES[against]}`}>
      <div className={styles.bar}>
        <p role="status">{refusal ?? original?.words ?? countWords(differences, against)}</p>
        <span className={styles.acts}>
          <Side against="start" {...props} words="Start" />
          <Side against="solution" {...props} words="Solution" />
          <button type="button" disabled={!differences?.count} onClick={() => differences?.next()}>
            Next difference
          </button>
          <button type="button" onClick={() => onCompare(null)}>
            Stop comparing
          </button>
        </span>
      </div>
      {original && (
        <CompareSurface
          key={`${path} ${against}`}
          text={text}
          theirs={original.text}
          labels={{ theirs: `${name}, ${SIDES[against]}`, mine: `${name}, yours` }}
          readOnly={readOnly}
          onDifferences={(differences) => setFound({ original: original.text, differences })}
        />
      )}
    </div>
  );
}

function Side({
  against,
  words,
  comparison,
  mayCompareSolution,
  onCompare,
}: CompareViewProps & { readonly against: Against; readonly words: string }) {
  const isClosed = against === 'solution' && !mayCompareSolution;
  return (
    <button
      type="button"
      aria-pressed={comparison.against === against}
      disabled={isClosed}
      title={isClosed ? 'Open a solution in the lesson first' : undefined}
      onClick={() => onCompare(against)}
    >
      {words}
    </button>
  );
}

function countWords(differences: Differences | null, against: Against): string {
  if (differences === null) return 'Comparing…';
  if (differences.count === 0) return `No difference from ${SIDES[against]}.`;
  const places = differences.count === 1 ? 'One place differs' : `${differences.count} places differ`;
  return `${places} from ${SIDES[against]}.`;
}
