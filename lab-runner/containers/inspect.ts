import type { Inspect } from '../../lib/lab-api/container-command.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';

const TIMEOUT_MS = 10_000;
const OUTPUT_BYTES = 512 * 1024;
/** curl's word for an answer that is none. */
const NOT_FOUND = 22;

const pathOf = {
  container: (name: string) => `containers/${name}/json`,
  image: (name: string) => `images/${name}/json`,
  volume: (name: string) => `volumes/${name}`,
  network: (name: string) => `networks/${name}`,
} as const;

/** `docker inspect`, as JSON text. Rejects with `object_missing`, and `too_large` over 512 KiB. */
export async function inspect(sandbox: Sandbox, { on, name }: Inspect, signal: AbortSignal): Promise<string> {
  const { exitCode, stdout, truncated } = await sandbox.exec(
    [
      'curl',
      ...['--silent', '--fail', '--path-as-is', '--globoff', '--unix-socket', '/lab/run/docker.sock'],
      `http://engine/v1.44/${pathOf[on](encodeURIComponent(name).replaceAll('%2F', '/'))}`,
    ],
    { place: 'checker', user: 'root', timeoutMs: TIMEOUT_MS, maxOutputBytes: OUTPUT_BYTES, signal },
  );
  if (truncated) throw new LabError('too_large', { detail: `inspect ${on}` });
  if (exitCode === NOT_FOUND) throw new LabError('object_missing', { detail: `inspect ${on}` });
  if (exitCode !== 0) throw new LabError('sandbox_unresponsive', { detail: `curl ended with ${exitCode}` });
  return stdout;
}
