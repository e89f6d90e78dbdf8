/** What can be done with one thing: commands that the learner could type. */
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import { type ClusterCommand, isPlainName, kubectlIn, pathOf } from '../../lib/lab-api/cluster-command.ts';
import type { TerminalCommand } from '../panel/terminal-actions.tsx';

export interface Action {
  readonly label: string;
  readonly command: ClusterCommand;
  /** Something is lost by it. */
  readonly removes?: boolean;
}

type Nameable = Pick<ClusterObject, 'name' | 'namespace'>;

/** A cluster in a learner's hands can call its things anything: what is no name stands in no command. */
export const canBeNamed = ({ name, namespace }: Nameable) =>
  isPlainName(name) && (namespace === '' || isPlainName(namespace));

export function actionsOf(object: ClusterObject): readonly Action[] {
  if (!canBeNamed(object) || object.kind === 'Event') return [];
  const { name, namespace, kind } = object;
  const remove: Action = {
    label: 'Delete',
    command: { verb: 'delete', kind, namespace, name },
    removes: true,
  };
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return [
        { label: 'Restart', command: { verb: 'restart', kind, namespace, name } },
        { label: 'Undo', command: { verb: 'undo', kind, namespace, name } },
        remove,
      ];
    case 'Node':
      return [
        object.isCordoned
          ? { label: 'Uncordon', command: { verb: 'uncordon', kind, namespace, name } }
          : { label: 'Cordon', command: { verb: 'cordon', kind, namespace, name } },
      ];
    default:
      return [remove];
  }
}

/** A pod of more has them in its YAML. */
const CONTAINERS_AT_MOST = 5;

/** What a number of replicas can be given to. */
export type Scalable = Extract<ClusterObject, { kind: 'Deployment' | 'StatefulSet' | 'ReplicaSet' }>;

export function isScalable(object: ClusterObject): object is Scalable {
  return ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(object.kind) && canBeNamed(object);
}

/** Output that goes on, shells, and what is read at length. */
export function terminalCommandsOf(object: ClusterObject): readonly TerminalCommand[] {
  if (!canBeNamed(object) || object.kind === 'Event') return [];
  const path = pathOf(object);
  const typed = (...words: string[]) => [...kubectlIn(object.namespace), ...words].filter(Boolean).join(' ');
  const describe = { label: 'Describe', command: typed(`describe ${path}`) };
  switch (object.kind) {
    case 'Pod':
      return [
        ...object.containers.slice(0, CONTAINERS_AT_MOST).flatMap(({ name }, _, { length }) => {
          if (!isPlainName(name)) return [];
          const [one, chosen] = length > 1 ? [` of ${name}`, `--container=${name} `] : ['', ''];
          return [
            { label: `Logs${one}`, command: typed(`logs --follow --tail=100 ${path}`, chosen.trim()) },
            { label: `Shell${one}`, command: typed(`exec --stdin --tty ${path}`, `${chosen}-- sh`) },
          ];
        }),
        describe,
      ];
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return [
        { label: 'Logs', command: typed(`logs --follow --tail=100 --prefix --all-pods ${path}`) },
        describe,
      ];
    default:
      return [describe];
  }
}
