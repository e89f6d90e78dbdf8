/** What the cluster panel can do: commands that the learner could type, and that it shows before it gives them. */
import { z } from 'zod';
import { clusterKindSchema, clusterKinds } from './cluster-kinds.ts';

/** What the API takes as the name of any kind here: none can be taken for an option, or end a word of a shell. */
const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
/** Empty for what belongs to no namespace. */
const namespace = name.or(z.literal(''));

/** Whether it can stand in a command: what a cluster in a learner's hands says may be anything. */
export const isPlainName = (text: string) => name.safeParse(text).success;

export const objectNameSchema = z.strictObject({ kind: clusterKindSchema, namespace, name });
export type ObjectName = z.infer<typeof objectNameSchema>;

/** More than a lab could hold, and few enough to be taken back. */
export const REPLICAS_AT_MOST = 100;

export const clusterCommandSchema = z.discriminatedUnion('verb', [
  z.strictObject({
    verb: z.literal('scale'),
    kind: z.enum(['Deployment', 'StatefulSet', 'ReplicaSet']),
    ...{ namespace, name },
    replicas: z.number().int().min(0).max(REPLICAS_AT_MOST),
  }),
  z.strictObject({
    verb: z.enum(['restart', 'undo']),
    kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
    ...{ namespace, name },
  }),
  z.strictObject({ verb: z.enum(['cordon', 'uncordon']), kind: z.literal('Node'), namespace, name }),
  z.strictObject({ verb: z.literal('delete'), kind: clusterKindSchema, namespace, name }),
]);
export type ClusterCommand = z.infer<typeof clusterCommandSchema>;

/** Words of the command line; none needs a quote. */
export function clusterWords(command: ClusterCommand): readonly string[] {
  const kubectl = kubectlIn(command.namespace);
  const thing = pathOf(command);
  switch (command.verb) {
    case 'scale':
      return [...kubectl, 'scale', thing, `--replicas=${command.replicas}`];
    case 'restart':
    case 'undo':
      return [...kubectl, 'rollout', command.verb, thing];
    case 'cordon':
    case 'uncordon':
      return [...kubectl, command.verb, command.name];
    case 'delete':
      // What it takes until it is gone is seen in the list.
      return [...kubectl, 'delete', thing, '--wait=false'];
  }
}

/** What stands behind a name. */
export const getWords = (of: ObjectName) => [
  ...kubectlIn(of.namespace),
  ...['get', pathOf(of), '--output=yaml'],
];

/** Nothing but what the API would take is sent, and it is asked first. Without `resourceVersion`, over whatever is there. */
export const replaceWords = ({ namespace }: Pick<ObjectName, 'namespace'>, dryRun: boolean) => [
  ...kubectlIn(namespace),
  ...['replace', '--filename=-'],
  ...(dryRun ? ['--dry-run=server', '--validate=strict'] : []),
];

export const pathOf = ({ kind, name }: Pick<ObjectName, 'kind' | 'name'>) =>
  `${clusterKinds[kind].resource}/${name}`;

export const kubectlIn = (namespace: string) =>
  namespace === '' ? ['kubectl'] : ['kubectl', '-n', namespace];

export const objectQuerySchema = objectNameSchema.extend({
  /** A Secret is masked without it. */
  reveal: z.enum(['yes', 'no']).default('no'),
});

/** The API's own limit is 1.5 MiB. */
export const YAML_BYTES = 2 * 1024 * 1024;

export const replaceSchema = objectNameSchema.extend({ yaml: z.string().min(1).max(YAML_BYTES) });

export const objectAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('found'), yaml: z.string(), isMasked: z.boolean() }),
  /** What kubectl said. */
  z.object({ state: z.literal('failed'), output: z.string() }),
]);
export type ObjectAnswer = z.infer<typeof objectAnswerSchema>;

export const replaceAnswerSchema = z.object({
  /** `refused`: by the dry run, nothing was sent · `conflict`: it was changed since it was read. */
  state: z.enum(['saved', 'refused', 'conflict', 'failed']),
  output: z.string(),
});
export type ReplaceAnswer = z.infer<typeof replaceAnswerSchema>;
