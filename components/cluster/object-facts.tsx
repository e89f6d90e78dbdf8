import type { ClusterObject, Labels } from '../../lib/lab-api/cluster.ts';
import styles from './cluster.module.css';
import { policyInWords } from './policy-words.ts';

type Fact = readonly [term: string, words: readonly string[]];

/** What is known of it, term by term. */
export function ObjectFacts({ object }: { readonly object: ClusterObject }) {
  const facts = [...factsOf(object), ...common(object)].filter(([, words]) => words.length > 0);
  return (
    <dl className={styles.facts}>
      {facts.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          {words.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function common({ owner, labels, kind }: ClusterObject): readonly Fact[] {
  if (kind === 'Event') return [];
  return [
    ['Made by', owner ? [`${owner.kind} ${owner.name}`] : []],
    ['Labels', pairs(labels)],
  ];
}

function factsOf(object: ClusterObject): readonly Fact[] {
  switch (object.kind) {
    case 'Pod':
      return [
        ['Containers', object.containers.map(({ name, image }) => `${name}: ${image}`)],
        ['Node', object.node === null ? ['none yet'] : [object.node]],
        ['Address', object.ip === null ? [] : [object.ip]],
      ];
    case 'Service':
      return [
        ['Address', [object.address].filter(Boolean)],
        ['Chooses', pairs(object.selector)],
      ];
    case 'Ingress':
      return [
        [
          'Leads',
          object.routes.map(({ host, path, service }) => `${host || 'any host'}${path} to ${service}`),
        ],
      ];
    case 'NetworkPolicy':
      return policyInWords(object.spec);
    case 'ConfigMap':
    case 'Secret':
      return [['Keys', object.keys]];
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      return [
        ['Size', [object.size].filter(Boolean)],
        ['Class', [object.storageClass].filter(Boolean)],
      ];
    case 'StorageClass':
      return [['Provisioner', [object.provisioner]]];
    case 'Node':
      return [
        ['Roles', object.roles],
        ['Version', [object.version]],
      ];
    case 'Event':
      return [
        ['About', [`${object.about.kind} ${object.about.name}`]],
        ['Says', [object.message]],
        ['Seen', [`${object.count === 1 ? 'once' : `${object.count} times`}, last at ${object.seenAt}`]],
      ];
    default:
      return [];
  }
}

const LABELS_AT_MOST = 12;

function pairs(labels: Labels): readonly string[] {
  const every = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const more = every.length - LABELS_AT_MOST;
  return more > 0 ? [...every.slice(0, LABELS_AT_MOST), `and ${more} more`] : every;
}
