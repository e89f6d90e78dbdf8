import { type ReactNode, useState } from 'react';
import type { CommandResult } from '../../lib/lab-api/command-result.ts';
import { LabRequestError, useLab } from '../workbench/lab-context.ts';
import styles from './panel.module.css';

export interface Command {
  /** As the learner would type it. */
  readonly words: string;
  /** Of the request that gives it. */
  readonly body: unknown;
}

export interface Commands {
  readonly run: (command: Command) => Promise<boolean>;
  /** Its words; null while none runs. */
  readonly running: string | null;
  /** How the last one ended, where that is not plain from the list. */
  readonly outcome: ReactNode;
}

/** Gives one command after the other, and says what it printed when it failed. */
export function useCommand(path: string): Commands {
  const request = useLab()?.request;
  const [running, setRunning] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function run({ words, body }: Command): Promise<boolean> {
    if (!request) return false;
    setRunning(words);
    setFailure(null);
    try {
      const answer = await request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { exitCode, output } = (await answer.json()) as CommandResult;
      if (exitCode === 0) return true;
      setFailure(`${words}\n${exitCode === null ? 'It took too long and was ended.' : output}`);
    } catch (error) {
      if (!(error instanceof LabRequestError)) throw error;
      setFailure(`${words}\n${error.problem.message}`);
    } finally {
      setRunning(null);
    }
    return false;
  }

  const outcome = (
    <div role="status" className={styles.outcome}>
      {running !== null && <code>{running}</code>}
      {failure !== null && <pre className={styles.failure}>{failure}</pre>}
    </div>
  );
  return { run, running, outcome };
}
