import type { Sandbox } from '../drivers/driver.ts';

/** curl and not `docker events`: the same stream for a tenth of the memory, and every watched lab has one. */
const COMMAND = [
  'curl',
  '--silent',
  '--no-buffer',
  '--unix-socket',
  '/lab/run/docker.sock',
  'http://engine/events',
] as const;

/** What checks do themselves, or what changes nothing that a check could see. `exec_*` covers health probes too. */
const IGNORED = /^(exec_|top$|attach$|detach$|resize$|copy$|archive-path$|extract-to-dir$|export$)/;

/** Ends when the stream does. Each item says that something happened in the sandbox's engine that no check did. */
export async function* engineActivity(
  sandbox: Sandbox,
  { pulled, signal }: { readonly pulled: readonly string[]; readonly signal: AbortSignal },
): AsyncGenerator<void> {
  for await (const line of sandbox.execLines(COMMAND, { place: 'checker', user: 'root', signal })) {
    if (isActivity(line, pulled)) yield;
  }
}

/** The socket is in the learner's hands: a line may be anything. */
export function isActivity(line: string, pulled: readonly string[] = []): boolean {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return false;
  }
  if (typeof event !== 'object' || event === null || !('Action' in event)) return false;
  if (typeof event.Action !== 'string' || IGNORED.test(event.Action)) return false;
  if (!('Actor' in event)) return true;
  if (event.Action === 'pull' && pulled.includes(imageOf(event.Actor))) return false;
  return !isOfCheck(event.Actor);
}

/** As people write it: without the tag that is meant anyway. */
function imageOf(actor: unknown): string {
  const id = typeof actor === 'object' && actor !== null && 'ID' in actor ? String(actor.ID) : '';
  return id.replace(/:latest$/, '');
}

function isOfCheck(actor: unknown): boolean {
  if (typeof actor !== 'object' || actor === null || !('Attributes' in actor)) return false;
  const { Attributes } = actor;
  return typeof Attributes === 'object' && Attributes !== null && 'drydock.check' in Attributes;
}
