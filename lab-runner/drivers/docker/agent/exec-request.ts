import type { ExecOptions } from '../../driver.ts';

export type AgentExecOptions = Omit<ExecOptions, 'place'>;

export type AgentLinesOptions = Omit<AgentExecOptions, 'timeoutMs' | 'stdin' | 'maxOutputBytes'> & {
  readonly signal: AbortSignal;
};

/** What `exec` and `execLines` ask alike. Without a cwd: the user's home. */
export function execRequest(command: readonly string[], options: Omit<AgentExecOptions, 'timeoutMs'>) {
  return {
    op: 'exec',
    argv: command,
    user: options.user ?? 'learner',
    cwd: options.cwd ?? '',
    env: options.env ?? {},
  };
}
