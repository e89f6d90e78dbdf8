/** Finds and removes what belongs to no sandbox: pieces that a killed runner left. */
import type { AnnotationStore } from './annotation-store.ts';
import type { DockerContext } from './context.ts';
import { removeSandbox } from './destroy-sandbox.ts';
import { engineCall } from './engine-call.ts';
import { hostScript } from './host-script.ts';
import { filterOf, instanceFolder, isId, LABEL_SANDBOX, placeOf } from './place.ts';

interface Piece {
  readonly name: string;
  readonly id: string;
}

async function pieces(context: DockerContext): Promise<readonly Piece[]> {
  const { docker } = context.engine;
  const [checkers, networks, folders] = await Promise.all([
    engineCall(docker.listContainers({ all: true, filters: filterOf(context, 'checker') })),
    engineCall(docker.listNetworks({ filters: filterOf(context) })),
    hostScript(context.engine, 'ls -1 "$1" 2>/dev/null || true', [instanceFolder(context)]),
  ]);
  const idOf = (labels: Readonly<Record<string, string>> | undefined) => labels?.[LABEL_SANDBOX] ?? '';
  return [
    ...checkers.map(({ Labels }) => ({ name: `checker of ${idOf(Labels)}`, id: idOf(Labels) })),
    ...networks.map(({ Name, Labels }) => ({ name: `network ${Name}`, id: idOf(Labels) })),
    ...folders
      .split('\n')
      .filter((name) => name !== '')
      .map((name) => ({ name: `folder ${placeOf(context, name).folder}`, id: name })),
  ].filter(({ id }) => isId(id));
}

/** The sandboxes are listed last: one that was finished meanwhile is no orphan. */
export async function sweepOrphans(
  context: DockerContext,
  annotations: AnnotationStore,
): Promise<readonly string[]> {
  const inMaking = new Set(context.underWay);
  const found = await pieces(context);
  const sandboxes = await engineCall(
    context.engine.docker.listContainers({ all: true, filters: filterOf(context, 'sandbox') }),
  );
  const known = new Set(sandboxes.map(({ Labels }) => Labels[LABEL_SANDBOX]));
  const orphans = found.filter(
    ({ id }) => !known.has(id) && !inMaking.has(id) && !context.underWay.has(id) && !context.leaving.has(id),
  );
  for (const id of new Set(orphans.map((piece) => piece.id))) await removeSandbox(context, annotations, id);
  if (known.size === 0 && context.underWay.size === 0) {
    await hostScript(context.engine, 'rmdir "$1" 2>/dev/null || true', [instanceFolder(context)]);
  }
  return orphans.map(({ name }) => name);
}
