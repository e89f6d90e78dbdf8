import type { ExecOptions, ExecPlace, Sandbox, SandboxKind } from '../driver.ts';
import { agentIn } from './agents.ts';
import type { AnnotationStore } from './annotation-store.ts';
import type { DockerContext } from './context.ts';
import type { Place } from './place.ts';
import { pauseSandbox, repairChecker, resumeSandbox, sandboxState } from './sandbox-life.ts';

/** A handle: everything is asked anew, so that any number of them, in any process, are the same sandbox. */
export function dockerSandbox(
  context: DockerContext,
  annotations: AnnotationStore,
  place: Place,
  known: { readonly kind: SandboxKind; readonly createdAt: Date },
): Sandbox {
  const repair = () => repairChecker(context, place);
  const agents = {
    sandbox: agentIn(context, place, 'sandbox', repair),
    checker: agentIn(context, place, 'checker', repair),
  } satisfies Record<ExecPlace, unknown>;
  /** The checker has no learner: root there reads everything and writes nothing. */
  const withUser = <T extends Pick<ExecOptions, 'place' | 'user'>>(options: T): T => ({
    ...options,
    user: options.user ?? (options.place === 'checker' ? 'root' : 'learner'),
  });

  return {
    id: place.id,
    kind: known.kind,
    createdAt: known.createdAt,
    files: agents.sandbox.files,
    state: () => sandboxState(context, place),
    async annotations() {
      const found = await annotations.read(place.id);
      if (found !== undefined) return found;
      // Half made, or gone: only the engine knows.
      await sandboxState(context, place);
      return {};
    },
    annotate: (patch) => annotations.merge(place.id, patch),
    exec: (command, options) => agents[options.place].exec(command, withUser(options)),
    execLines: (command, options) => agents[options.place].execLines(command, withUser(options)),
    openPty: (options) => agents.sandbox.openPty(options),
    listPtys: () => agents.sandbox.listPtys(),
    closePty: (id) => agents.sandbox.closePty(id),
    dial: (port) => agents.sandbox.dial(port),
    pause: () => pauseSandbox(context, place),
    resume: () => resumeSandbox(context, place),
  };
}
