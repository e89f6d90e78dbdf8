'use client';
import { useState } from 'react';
import type { Problem } from '../../lib/lab-api/problem.ts';
import button from '../ui/button.module.css';
import { keepShownSolution } from './shown-solution.ts';
import styles from './task.module.css';

interface SolutionPanelProps {
  readonly lesson: string;
  /** Null for the solution of the whole lesson. */
  readonly task: string | null;
}

type Shown =
  | { readonly state: 'hidden' | 'asking' }
  | { readonly state: 'shown'; readonly html: string }
  | { readonly state: 'failed'; readonly words: string };

const NO_NETWORK = 'The solution did not arrive. Check that Drydock is still running, and ask again.';

/** The solution comes when the learner asks, never before. */
export function SolutionPanel({ lesson, task }: SolutionPanelProps) {
  const [shown, setShown] = useState<Shown>({ state: 'hidden' });
  const open = shown.state === 'shown';

  async function toggle(): Promise<void> {
    if (open) return setShown({ state: 'hidden' });
    setShown({ state: 'asking' });
    const answer = await askForSolution(lesson, task);
    if (answer.state === 'shown') keepShownSolution(lesson, task);
    setShown(answer);
  }

  return (
    <div className={styles.solution} data-open={open || shown.state === 'failed'}>
      <button
        type="button"
        className={button.plain}
        aria-expanded={open}
        disabled={shown.state === 'asking'}
        onClick={toggle}
      >
        {open ? 'Hide the solution' : 'Solution'}
      </button>
      {open && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by us from the lesson's own Markdown, without raw HTML
        <div className={styles.help} dangerouslySetInnerHTML={{ __html: shown.html }} />
      )}
      {shown.state === 'failed' && (
        <p className={styles.help} role="alert">
          {shown.words}
        </p>
      )}
    </div>
  );
}

async function askForSolution(lesson: string, task: string | null): Promise<Shown> {
  try {
    const answer = await fetch('/api/solution', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lesson, task }),
    });
    const body = (await answer.json()) as { html?: string; problem?: Problem };
    if (body.html !== undefined) return { state: 'shown', html: body.html };
    return { state: 'failed', words: body.problem?.message ?? NO_NETWORK };
  } catch {
    return { state: 'failed', words: NO_NETWORK };
  }
}
