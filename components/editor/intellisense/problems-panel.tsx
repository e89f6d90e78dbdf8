'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { applyFix, type KnownFix } from './known-fixes.ts';
import type { FileProblem } from './problem-list.ts';
import styles from './problems-panel.module.css';
import { fixWords, lineWords, moreWords, SEVERITY_WORDS, WORDS } from './words.ts';

interface ProblemsPanelProps {
  readonly id: string;
  readonly problems: readonly FileProblem[];
  readonly onGo: (problem: FileProblem) => void;
  readonly onClose: () => void;
}

/** A file that is wrong on every line says so in its first ones. */
const SHOWN_AT_MOST = 200;

/** Every problem is a button that leads to its place. Arrows walk, Escape closes. */
export function ProblemsPanel({ id, problems, onGo, onClose }: ProblemsPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const first = panel.current?.querySelector('button');
    (first ?? panel.current)?.focus();
  }, []);

  /** The button goes with its problem: the keyboard stays in the list. */
  function mend({ model }: FileProblem, fix: KnownFix) {
    panel.current?.focus();
    applyFix(model, fix);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(panel.current?.querySelectorAll('button') ?? [])];
    const here = buttons.findIndex((button) => button.matches(':focus'));
    buttons[Math.max(0, Math.min(here + step, buttons.length - 1))]?.focus();
  }

  return (
    <section
      ref={panel}
      id={id}
      aria-label={WORDS.problems}
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={onKeyDown}
    >
      {problems.length === 0 && <p className={styles.note}>{WORDS.nothingFound}</p>}
      {byFile(problems.slice(0, SHOWN_AT_MOST)).map(([path, ofFile]) => (
        <div key={path}>
          <h3 className={styles.file}>{path}</h3>
          <ul>
            {ofFile.map((problem) => (
              <li
                key={`${problem.range.startLineNumber}:${problem.range.startColumn} ${problem.message}`}
                data-severity={problem.severity}
              >
                <button type="button" className={styles.problem} onClick={() => onGo(problem)}>
                  <span className={styles.kind}>{SEVERITY_WORDS[problem.severity]}</span>
                  <span className={styles.line}>{lineWords(problem.range.startLineNumber)}</span>
                  <span>{problem.message}</span>
                </button>
                {problem.fixes.map((fix) => (
                  <button
                    key={fix.title}
                    type="button"
                    className={styles.fix}
                    onClick={() => mend(problem, fix)}
                  >
                    {fixWords(fix.title)}
                  </button>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {problems.length > SHOWN_AT_MOST && (
        <p className={styles.note}>{moreWords(problems.length - SHOWN_AT_MOST)}</p>
      )}
      {problems.length > 0 && <p className={styles.note}>{WORDS.walk}</p>}
    </section>
  );
}

function byFile(problems: readonly FileProblem[]): readonly (readonly [string, readonly FileProblem[]])[] {
  const paths = [...new Set(problems.map(({ path }) => path))];
  return paths.map((path) => [path, problems.filter((problem) => problem.path === path)]);
}
