import type { Sandbox } from '../drivers/driver.ts';

const TIMEOUT_MS = 5000;
/** curl's word for nobody who listens. */
const NO_CONNECTION = 7;

/** Learners may stop the nested engine, as some lessons do: a check that fails then is nobody's fault. */
export async function engineIsDown(sandbox: Sandbox, signal: AbortSignal): Promise<boolean> {
  const ask = ['curl', '--silent', '--unix-socket', '/lab/run/docker.sock', 'http://engine/_ping'];
  const options = { place: 'checker', user: 'root', timeoutMs: TIMEOUT_MS, signal } as const;
  const { exitCode } = await sandbox.exec(ask, options);
  return exitCode === NO_CONNECTION;
}
