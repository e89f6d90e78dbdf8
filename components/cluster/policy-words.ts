/** A NetworkPolicy as sentences. */
import type {
  LabelSelector,
  NetworkPolicySpec,
  PolicyPeer,
  PolicyPort,
} from '../../lib/lab-api/network-policy.ts';

type Fact = readonly [term: string, words: readonly string[]];

export function policyInWords(spec: NetworkPolicySpec): readonly Fact[] {
  const types = spec.policyTypes ?? (spec.egress ? ['Ingress', 'Egress'] : ['Ingress']);
  const facts: Fact[] = [['Chooses', [selectorInWords(spec.podSelector ?? {})]]];
  if (types.includes('Ingress')) {
    facts.push(['Lets in', rulesInWords((spec.ingress ?? []).map(({ from, ports }) => [from, ports]))]);
  }
  if (types.includes('Egress')) {
    facts.push(['Lets out to', rulesInWords((spec.egress ?? []).map(({ to, ports }) => [to, ports]))]);
  }
  return facts;
}

function rulesInWords(
  rules: readonly (readonly [readonly PolicyPeer[] | undefined, readonly PolicyPort[] | undefined])[],
): readonly string[] {
  if (rules.length === 0) return ['nobody'];
  return rules.map(([peers = [], ports = []]) => {
    const who = peers.length === 0 ? 'everybody' : peers.map(peerInWords).join(', or ');
    return ports.length === 0 ? who : `${who} on ${ports.map(portInWords).join(', ')}`;
  });
}

export function portInWords({ port, endPort, protocol = 'TCP' }: PolicyPort): string {
  if (port === undefined) return protocol;
  return `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`;
}

function peerInWords({ podSelector, namespaceSelector, ipBlock }: PolicyPeer): string {
  if (ipBlock) {
    const holes = ipBlock.except ?? [];
    return `addresses in ${ipBlock.cidr}${holes.length > 0 ? ` but ${holes.join(', ')}` : ''}`;
  }
  const pods = selectorInWords(podSelector ?? {});
  if (!namespaceSelector) return pods;
  const isEvery = Object.keys(namespaceSelector).length === 0;
  return `${pods} in ${isEvery ? 'every namespace' : `namespaces with ${conditions(namespaceSelector)}`}`;
}

function selectorInWords(selector: LabelSelector): string {
  const words = conditions(selector);
  return words === '' ? 'every pod' : `pods with ${words}`;
}

function conditions({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) =>
      values.length === 0 ? `${key} ${operator}` : `${key} ${operator} ${values.join('|')}`,
    ),
  ].join(' and ');
}
