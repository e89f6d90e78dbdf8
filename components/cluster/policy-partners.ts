/** With whom a workload that policies choose may speak. */
import type { Policy } from '../../lib/lab-api/cluster.ts';
import type { PolicyPort } from '../../lib/lab-api/network-policy.ts';
import {
  type Direction,
  mayConnect,
  namedPort,
  type PolicyWorld,
  type Port,
  rulesOf,
} from './policy-rules.ts';
import { portInWords } from './policy-words.ts';
import { speakers, type Workload } from './workloads.ts';

export interface Partner {
  /** Of a workload; null for what is none. */
  readonly key: string | null;
  /** For people: a workload with its namespace, a block of addresses, `everybody`. */
  readonly words: string;
  /** `80/TCP`; empty for every port. */
  readonly ports: readonly string[];
}

interface Question {
  readonly direction: Direction;
  readonly workload: Workload;
  readonly every: readonly Workload[];
  readonly policies: readonly Policy[];
  readonly world: PolicyWorld;
}

export function partnersOf(question: Question): readonly Partner[] {
  const { direction, policies } = question;
  const rules = policies.flatMap((policy) => rulesOf(policy, direction));
  const everybody = rules.filter(({ peers }) => peers.length === 0);
  if (everybody.length > 0) {
    const ports = everybody.some((rule) => rule.ports.length === 0)
      ? []
      : everybody.flatMap((rule) => rule.ports.map((port) => portInWords(numbered(port, question))));
    const others =
      ports.length === 0
        ? []
        : workloadPartners(question).filter(({ ports: theirs }) =>
            theirs.some((port) => !ports.includes(port)),
          );
    return [{ key: null, words: 'everybody', ports: [...new Set(ports)] }, ...others];
  }
  const blocks = rules.flatMap(({ peers, ports }) =>
    peers.flatMap(({ ipBlock }) =>
      ipBlock ? [{ key: null, words: `addresses in ${ipBlock.cidr}`, ports: ports.map(portInWords) }] : [],
    ),
  );
  return [...workloadPartners(question), ...blocks];
}

/** A name is that of a port of who is connected to, which on the way in is one workload. */
function numbered(allowed: PolicyPort, { direction, workload }: Question): PolicyPort {
  const [pod] = workload.pods;
  if (direction === 'Egress' || typeof allowed.port !== 'string' || !pod) return allowed;
  return { ...allowed, port: namedPort(pod, allowed.port) ?? allowed.port };
}

/** Asked of real pods, both ways: what the other side's policies forbid does not pass either. */
function workloadPartners({ direction, workload, every, policies, world }: Question): Partner[] {
  return every.flatMap((other) => {
    if (other === workload || isNode(other)) return [];
    const [from, to] = direction === 'Ingress' ? [other, workload] : [workload, other];
    const passes = (port: Port | null) =>
      speakers(from.pods).some((source) =>
        speakers(to.pods).some((target) => mayConnect(source, target, port, world)),
      );
    const partner = { key: other.key, words: `${other.name} in ${other.namespace}` };
    if (passes(null)) return [{ ...partner, ports: [] }];
    const ports = candidates(to, policies, direction).filter(passes);
    return ports.length === 0
      ? []
      : [{ ...partner, ports: ports.map(({ port, protocol }) => `${port}/${protocol}`) }];
  });
}

/** Pods on the host's network are their node, which no policy can choose. */
const isNode = ({ pods }: Workload) => pods.every(({ isOnHostNetwork }) => isOnHostNetwork);

/** Ports that the target has, and those that a rule names though nobody declares them. */
function candidates(to: Workload, policies: readonly Policy[], direction: Direction): readonly Port[] {
  const named = policies
    .flatMap((policy) => rulesOf(policy, direction))
    .flatMap(({ ports }) => ports)
    .flatMap(({ port, protocol = 'TCP' }) => (typeof port === 'number' ? [{ port, protocol }] : []));
  const both = [...to.ports, ...named];
  return [...new Map(both.map((port) => [`${port.port}/${port.protocol}`, port])).values()];
}
