import type { Instruction } from 'dockerfile-ast';
import { baseOf } from './base-image.ts';
import {
  type DockerfileRule,
  type Examined,
  type Finding,
  type Fix,
  insertion,
  ofKeyword,
  type Stage,
} from './rule.ts';

/** An account of its own, made by the image for this; elsewhere a number does, for it needs no account. */
const ACCOUNTS: Readonly<Record<string, string>> = { node: 'node' };
const NUMBER = '10001';

export const rootUser: DockerfileRule = {
  id: 'root-user',
  severity: 'hint',
  *find(examined) {
    const { last } = examined;
    // Images of a base, and those that end as nobody's program, run nothing as anybody.
    if (!last || ofKeyword(last, 'CMD', 'ENTRYPOINT').length === 0) return;
    const user = ofKeyword(last, 'USER').at(-1);
    if (user) yield* asRoot(user);
    else if (!inheritsUser(examined, last)) yield withoutUser(examined, last);
  },
};

function* asRoot(user: Instruction): Iterable<Finding> {
  if (!/^(root|0)(:|$)/.test(user.getArgumentsContent() ?? '')) return;
  yield {
    range: user.getRange(),
    message:
      'The last USER is root, so the program runs as root: whoever breaks in is root in the container. Go back to an ordinary user before CMD.',
  };
}

function withoutUser(examined: Examined, last: Stage): Finding {
  const account = ACCOUNTS[baseOf(examined, last.from)] ?? NUMBER;
  const before = ofKeyword(last, 'CMD', 'ENTRYPOINT')[0];
  const fix: Fix | undefined = before && {
    title: `Run as ${account === NUMBER ? `user ${NUMBER}` : account}`,
    edits: [insertion({ line: before.getRange().start.line, character: 0 }, `USER ${account}\n`)],
  };
  return {
    range: last.from.getInstructionRange(),
    message: `No USER in the last stage, so the program runs as root unless the base says otherwise: whoever breaks in is root in the container. "USER ${account}" before CMD makes it an ordinary user${account === NUMBER ? ' (a number needs no account)' : ''}.`,
    ...(fix && { fix }),
  };
}

function inheritsUser({ stages }: Examined, { from }: Stage): boolean {
  const image = from.getImage()?.toLowerCase() ?? '';
  if (/nonroot|unprivileged|rootless/.test(image)) return true;
  const parent = stages.find((stage) => stage.from.getBuildStage()?.toLowerCase() === image);
  return parent !== undefined && ofKeyword(parent, 'USER').length > 0;
}
