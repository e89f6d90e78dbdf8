/**
 * What the cluster of a lab has, for the cluster panel: messages of the socket /lab/cluster, as JSON text frames. The server
 * speaks, the client only listens. Names, labels, messages and states are the learner's: any text, never markup.
 */
import { z } from 'zod';
import { clusterKindSchema } from './cluster-kinds.ts';
import { networkPolicySpecSchema } from './network-policy.ts';

const text = z.string().max(1024);
const count = z.number().int();

export const labelsSchema = z.record(z.string().max(512), z.string().max(256));
export type Labels = z.infer<typeof labelsSchema>;

const base = z.object({
  name: text,
  /** Empty for what belongs to no namespace. */
  namespace: text,
  createdAt: text,
  /** At most forty. */
  labels: labelsSchema,
  /** The controller that made it, in the same namespace. */
  owner: z.object({ kind: text, name: text }).nullable(),
  /** It is being deleted. */
  isEnding: z.boolean(),
});

const containerPort = z.object({ name: text.nullable(), port: count, protocol: text });
export type ContainerPort = z.infer<typeof containerPort>;

export const servicePortSchema = z.object({
  name: text.nullable(),
  port: count,
  protocol: text,
  /** Of the pods: a number, or the name of a port of theirs. */
  targetPort: z.union([count, text]),
  nodePort: count.nullable(),
});

const replicated = { wanted: count, ready: count };
const of = <K extends z.infer<typeof clusterKindSchema>, F extends z.ZodRawShape>(kind: K, facts: F) =>
  base.extend({ kind: z.literal(kind), ...facts });

export const podSchema = of('Pod', {
  /** As `kubectl get pods` says it: Running, Completed, CrashLoopBackOff, Init:0/1, Terminating … */
  state: text,
  ready: count,
  restarts: count,
  node: text.nullable(),
  ip: text.nullable(),
  /** Its address is its node's, and policies do not apply to it. */
  isOnHostNetwork: z.boolean(),
  containers: z.array(z.object({ name: text, image: text, ports: z.array(containerPort) })),
});
export type Pod = z.infer<typeof podSchema>;

export const serviceSchema = of('Service', {
  type: text,
  address: text,
  selector: labelsSchema,
  ports: z.array(servicePortSchema),
});
export type Service = z.infer<typeof serviceSchema>;

export const policySchema = of('NetworkPolicy', { spec: networkPolicySpecSchema });
export type Policy = z.infer<typeof policySchema>;

export const eventSchema = of('Event', {
  type: text,
  reason: text,
  message: text,
  about: z.object({ kind: text, name: text }),
  count,
  seenAt: text,
});
export type ClusterEvent = z.infer<typeof eventSchema>;

export const clusterObjectSchema = z.discriminatedUnion('kind', [
  of('Namespace', { state: text }),
  of('Node', { isReady: z.boolean(), isCordoned: z.boolean(), roles: z.array(text), version: text }),
  of('Deployment', replicated),
  of('StatefulSet', replicated),
  of('DaemonSet', replicated),
  of('ReplicaSet', replicated),
  of('Job', { ...replicated, state: text }),
  of('CronJob', { schedule: text, isSuspended: z.boolean() }),
  podSchema,
  serviceSchema,
  of('Ingress', { routes: z.array(z.object({ host: text, path: text, service: text })) }),
  policySchema,
  of('ConfigMap', { keys: z.array(text) }),
  of('Secret', { type: text, keys: z.array(text) }),
  of('PersistentVolumeClaim', { state: text, size: text, storageClass: text }),
  of('PersistentVolume', { state: text, size: text, storageClass: text }),
  of('StorageClass', { provisioner: text, isDefault: z.boolean() }),
  eventSchema,
]);
export type ClusterObject = z.infer<typeof clusterObjectSchema>;

export type ObjectKey = string;
/** No two things of a cluster have the same; one that is made again has it again. */
export const objectKey = ({ kind, namespace, name }: Pick<ClusterObject, 'kind' | 'namespace' | 'name'>) =>
  `${kind}/${namespace}/${name}`;

/** Of each kind at most this many are told. */
export const CLUSTER_TOLD_AT_MOST = 10_000;

export const clusterMessageSchema = z.discriminatedUnion('type', [
  /** Everything is told anew from here on. What was known holds until its kind is whole. */
  z.object({ type: z.literal('begin') }),
  z.object({
    type: z.literal('changes'),
    /** New, or not as they were. */
    objects: z.array(clusterObjectSchema),
    gone: z.array(z.string().max(2048)),
    /** Of these kinds everything has been told by now: what was known from before `begin` and was not told since is gone. */
    whole: z.array(clusterKindSchema),
    /** These the learner may not list. */
    refused: z.array(clusterKindSchema),
  }),
  /** The API does not answer, or the learner's kubeconfig leads to none. Tried again. */
  z.object({ type: z.literal('down'), why: z.enum(['unreachable', 'kubeconfig', 'credentials']) }),
]);
export type ClusterMessage = z.infer<typeof clusterMessageSchema>;
