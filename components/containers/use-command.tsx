import { type ReactNode, useState } from 'react';
import { type CommandResult, type ContainerCommand, wordsOf } from '../../lib/lab-api/container-command.ts';
import { LabRequestError, useLab } from '../workbench/lab-context.ts';
import styles from './containers-pane.module.css';

export interface Commands {
  readonly run: (command: ContainerCommand) => Promise<boolean>;
  /** Its words; null while none runs. */
  readonly running: string | null;
  /** How the last one ended, where that is not plain from the list. */
  readonly outcome: ReactNode;
}

/** Gives one command after the other, and says what it printed when it failed. */
export function useCommand(): Commands {
  const request = useLab()?.request;
  const [running, setRunning] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(command: ContainerCommand): Promise<boolean> {
    if (!request) return false;
    const words = typed(command);
    setRunning(words);
    setFailure(null);
    try {
      const answer = await request('/lab/containers/command', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(command),
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

/** As the learner would type it. */
export const typed = (command: ContainerCommand) => wordsOf(command).join(' ');
