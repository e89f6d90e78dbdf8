import { useEffect, useState } from 'react';
import { shownSolution } from '../lesson/shown-solution.ts';
import { askForLessonFile, type LessonFileAnswer } from './lesson-file.ts';
import { nameOf } from './paths.ts';

export type Against = 'start' | 'solution';

export interface Comparison {
  readonly against: Against;
  /** Null until it has arrived. */
  readonly original: { readonly text: string; readonly words: string | null } | null;
  /** Why there is nothing to compare with. */
  readonly refusal: string | null;
}

interface Wanted {
  readonly path: string;
  readonly against: Against;
}

/** One open file held against the start of the lesson, or against the solution that the learner has opened. */
export function useComparison(lesson: string, active: string | null) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [arrived, setArrived] = useState<{
    readonly wanted: Wanted;
    readonly answer: LessonFileAnswer;
  } | null>(null);

  useEffect(() => {
    if (!wanted) return;
    const gone = new AbortController();
    const of = wanted.against === 'start' ? 'start' : { solutionOf: shownSolution(lesson)?.task ?? null };
    void askForLessonFile(lesson, wanted.path, of, gone.signal).then((answer) => {
      if (!gone.signal.aborted) setArrived({ wanted, answer });
    });
    return () => gone.abort();
  }, [lesson, wanted]);

  const isShown = wanted !== null && wanted.path === active;
  return {
    comparison: isShown ? comparisonOf(wanted, arrived?.wanted === wanted ? arrived.answer : null) : null,
    mayCompareSolution: () => shownSolution(lesson) !== null,
    /** Null: the file alone again. */
    compare: (against: Against | null) =>
      setWanted(against === null || active === null ? null : { path: active, against }),
  };
}

function comparisonOf({ path, against }: Wanted, answer: LessonFileAnswer | null): Comparison {
  if (answer === null) return { against, original: null, refusal: null };
  if (answer.kind === 'failed') return { against, original: null, refusal: answer.words };
  if (answer.text !== null) return { against, original: { text: answer.text, words: null }, refusal: null };
  const name = nameOf(path);
  if (against === 'start') {
    const words = `${name} was not there at the start of the lesson: all of it is new.`;
    return { against, original: { text: '', words }, refusal: null };
  }
  const refusal = `The solution you opened does not show ${name} as a whole. What it changes stands in the lesson.`;
  return { against, original: null, refusal };
}
