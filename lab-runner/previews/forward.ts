/** Ways to what has no port in the sandbox: a program there listens on one of its loopback and leads on. */
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { ExecPlace, Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';

type Distant = Exclude<PreviewTarget, { kind: 'port' }>;

/** The engine is the learner's: an address it tells must look like one before it stands in a command. */
const TO_CONTAINER = `
found=$(curl --silent --fail --max-time 5 --unix-socket /lab/run/docker.sock "http://engine/v1.44/containers/$1/json" \\
  | jq --raw-output 'if .HostConfig.NetworkMode == "host" then "127.0.0.1" else
      first(.NetworkSettings.Networks[]?.IPAddress | select(. != "")) // "" end')
[[ $found =~ ^[0-9]{1,3}(\\.[0-9]{1,3}){3}$ ]] || exit 1
exec socat -d -d TCP-LISTEN:0,bind=127.0.0.1,fork "TCP:$found:$2" 2>&1`;

/** What socat and kubectl say once they listen. */
const LISTENS = /(?:listening on AF=2|Forwarding from) 127\.0\.0\.1:(\d{1,5})/;
const WAIT_MS = 15_000;

export interface Forward {
  /** In the sandbox. */
  readonly port: number;
  /** Aborts when the program has ended. */
  readonly over: AbortSignal;
}

/** Until the signal aborts. Rejects with `port_closed` when there is no such container, pod or service, or it does not run. */
export async function startForward(sandbox: Sandbox, target: Distant, signal: AbortSignal): Promise<Forward> {
  const { command, ...how } = programOf(target);
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const lines = sandbox.execLines(command, { ...how, signal: until });
  const giveUp = setTimeout(() => ending.abort(), WAIT_MS);
  try {
    const iterator = lines[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) throw new LabError('port_closed', { detail: `no way to ${target.kind} ${target.name}` });
      const port = Number(LISTENS.exec(value)?.[1]);
      if (!(port > 0 && port < 65_536)) continue;
      void drain(iterator).finally(() => ending.abort());
      return { port, over: until };
    }
  } finally {
    clearTimeout(giveUp);
  }
}

function programOf(target: Distant): { command: string[]; place: ExecPlace; user: 'root' | 'learner' } {
  const { kind, name, port } = target;
  if (kind === 'container') {
    const command = ['bash', '-c', TO_CONTAINER, 'forward', name, String(port)];
    return { command, place: 'checker', user: 'root' };
  }
  const what = ['--namespace', target.namespace, `${kind}/${name}`, `:${port}`];
  return {
    command: ['kubectl', 'port-forward', '--address', '127.0.0.1', ...what],
    place: 'sandbox',
    user: 'learner',
  };
}

/** What nobody reads would stop it. */
async function drain(lines: AsyncIterator<string>): Promise<void> {
  try {
    while (!(await lines.next()).done);
  } catch {
    // The sandbox went: whoever dials hears of it.
  }
}
