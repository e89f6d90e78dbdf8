/** What is said of one thing in a line. */
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';

/** `good`: as it should be · `waiting`: not yet · `bad` · `plain`: neither. */
export type Tone = 'good' | 'waiting' | 'bad' | 'plain';

export interface Standing {
  readonly words: string;
  readonly tone: Tone;
}

const PLAIN: Standing = { words: '', tone: 'plain' };

export function standingOf(object: ClusterObject): Standing {
  if (object.isEnding) return { words: 'Terminating', tone: 'waiting' };
  switch (object.kind) {
    case 'Pod':
      return { words: object.state, tone: toneOfPod(object.state, object.ready, object.containers.length) };
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return {
        words: `${object.ready} of ${object.wanted}`,
        tone: object.ready === object.wanted ? 'good' : 'waiting',
      };
    case 'Job':
      return { words: object.state, tone: toneOfJob(object.state) };
    case 'CronJob':
      return object.isSuspended ? { words: 'Suspended', tone: 'waiting' } : PLAIN;
    case 'Node':
      if (!object.isReady) return { words: 'NotReady', tone: 'bad' };
      return object.isCordoned
        ? { words: 'Ready, cordoned', tone: 'waiting' }
        : { words: 'Ready', tone: 'good' };
    case 'Namespace':
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      return {
        words: object.state,
        tone: /^(Active|Bound|Available)$/.test(object.state) ? 'good' : 'waiting',
      };
    case 'Event':
      return { words: object.type, tone: object.type === 'Warning' ? 'bad' : 'plain' };
    default:
      return PLAIN;
  }
}

function toneOfPod(state: string, ready: number, containers: number): Tone {
  if (state === 'Running') return ready === containers ? 'good' : 'waiting';
  if (state === 'Completed' || state === 'Succeeded') return 'good';
  return /^(Pending|ContainerCreating|PodInitializing|Terminating|SchedulingGated|Init:\d)/.test(state)
    ? 'waiting'
    : 'bad';
}

function toneOfJob(state: string): Tone {
  if (state === 'Complete' || state === 'SuccessCriteriaMet') return 'good';
  return state === 'Running' || state === 'Suspended' ? 'waiting' : 'bad';
}

/** What tells it from its neighbours. */
export function aboutOf(object: ClusterObject): string {
  switch (object.kind) {
    case 'Pod':
      return [
        `${object.ready}/${object.containers.length}`,
        object.node ?? 'no node yet',
        restarts(object.restarts),
      ]
        .filter(Boolean)
        .join('  ');
    case 'Service':
      return [object.type, object.address, ...object.ports.map(({ port }) => `:${port}`)].join('  ');
    case 'Ingress':
      return ['Ingress', ...object.routes.map(({ host, path }) => `${host}${path}`)].join('  ');
    case 'CronJob':
      return `CronJob  ${object.schedule}`;
    case 'Job':
      return `Job  ${object.ready} of ${object.wanted}`;
    case 'Node':
      return [...object.roles, object.version].join('  ');
    case 'NetworkPolicy':
      return (object.spec.policyTypes ?? ['Ingress']).join(' and ');
    case 'ConfigMap':
    case 'Secret':
      return [object.kind, ...object.keys].join('  ');
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      return [object.kind, object.size, object.storageClass].filter(Boolean).join('  ');
    case 'StorageClass':
      return ['StorageClass', object.provisioner, object.isDefault ? 'the default' : '']
        .filter(Boolean)
        .join('  ');
    case 'Event':
      return `${object.about.kind} ${object.about.name}: ${object.message}`;
    case 'Namespace':
      return '';
    default:
      return object.kind;
  }
}

const restarts = (count: number) =>
  count === 0 ? '' : `restarted ${count === 1 ? 'once' : `${count} times`}`;

/** An event is called by why it was told. */
export const titleOf = (object: ClusterObject) => (object.kind === 'Event' ? object.reason : object.name);
