'use client';
import type { ReactNode } from 'react';
import type { Verdict } from '../../lib/lab-api/lab.ts';
import button from '../ui/button.module.css';
import { useLab } from '../workbench/lab-context.ts';
import { useProgress } from './progress-store.ts';
import styles from './task.module.css';
import { isCurrent, type TaskStanding, taskStanding, wordsFor } from './task-standing.ts';
import { VerdictLine } from './verdict-line.tsx';

interface TaskPanelProps {
  readonly lesson: string;
  readonly id: string;
  readonly title: string;
  /** All tasks of the lesson, in order. */
  readonly tasks: readonly string[];
  readonly prose: ReactNode;
  /** Hints and the way to the solution, rendered on the server. */
  readonly help: ReactNode;
}

/** A statement, whether it holds, and why not. Everything but the verdict is there without JavaScript. */
export function TaskPanel({ lesson, id, title, tasks, prose, help }: TaskPanelProps) {
  const controls = useLab();
  const lab = controls?.lab ?? null;
  const task = lab?.tasks.find((candidate) => candidate.id === id);
  const heldBefore = useProgress()?.lessons[lesson]?.passed.includes(id) ?? false;
  const standing = taskStanding(task, heldBefore);
  const place = { number: tasks.indexOf(id) + 1, total: tasks.length };
  const ready = lab?.state === 'ready' || lab?.state === 'frozen';
  const accent = ready && isCurrent(id, tasks, lab) ? button.act : button.plain;
  return (
    <section
      className={styles.task}
      id={`task-${id}`}
      data-standing={standing}
      aria-labelledby={`task-${id}-title`}
    >
      <VerdictLine standing={standing} words={wordsFor(standing, place)} />
      <h3 className={styles.title} id={`task-${id}-title`}>
        {title}
      </h3>
      {prose}
      <Reason verdict={task?.verdict ?? null} />
      <div className={styles.actions}>
        {standing !== 'holds' && (
          <button
            type="button"
            className={`${styles.check} ${accent}`}
            disabled={!ready || standing === 'checking'}
            title={ready ? undefined : 'Start the lab first'}
            onClick={() => void controls?.check(id)}
          >
            {checkLabel(standing)}
          </button>
        )}
        {help}
      </div>
    </section>
  );
}

function checkLabel(standing: TaskStanding): string {
  if (standing === 'checking') return 'Checking';
  return standing === 'open' || standing === 'held' ? 'Check' : 'Check again';
}

function Reason({ verdict }: { readonly verdict: Verdict | null }) {
  if (verdict === null || verdict.verdict === 'pass') return null;
  const { expected, found } = verdict.verdict === 'not_yet' ? verdict : {};
  return (
    <div className={styles.reason}>
      <p>{verdict.reason}</p>
      {(expected !== undefined || found !== undefined) && (
        <dl>
          {expected !== undefined && <Fact name="expected" value={expected} />}
          {found !== undefined && <Fact name="found" value={found} />}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
