/**
 * What a sandbox's packets may do on the engine's host. Sandbox bridges are named `dd-…`, so one rule sees them all,
 * also those that are made later. Refused at once, because a silent drop looks like a hang to a learner.
 */
import { registryAddress, registryPort } from './registry-place.ts';

const sandboxes = 'dd-+';
const input = 'DRYDOCK-IN';
const forward = 'DRYDOCK-FWD';

const established = '-m conntrack --ctstate ESTABLISHED,RELATED';

/** For `iptables-restore --noflush`: it empties and fills our own chains in one step and touches no other. */
export const ipv4Rules = `*filter
:${input} - [0:0]
:${forward} - [0:0]
-A ${input} ${established} -j ACCEPT
-A ${input} -p tcp -j REJECT --reject-with tcp-reset
-A ${input} -j REJECT
-A ${forward} ${established} -j ACCEPT
-A ${forward} -i ${sandboxes} -p tcp -d ${registryAddress} --dport ${registryPort} -j ACCEPT
-A ${forward} -p tcp -j REJECT --reject-with tcp-reset
-A ${forward} -j REJECT
COMMIT
`;

/** A sandbox can turn IPv6 on by itself, and then reaches its neighbours on the link and the host. */
export const ipv6Rules = `*filter
:${input} - [0:0]
:${forward} - [0:0]
-A ${input} -j DROP
-A ${forward} -j DROP
COMMIT
`;

type Jump = readonly [program: 'iptables' | 'ip6tables', table: string, from: string, rule: string];

const jumps: readonly Jump[] = [
  ['iptables', 'filter', 'INPUT', `-i ${sandboxes} -j ${input}`],
  ['iptables', 'filter', 'DOCKER-USER', `-o ${sandboxes} -j ${forward}`],
  ['iptables', 'filter', 'DOCKER-USER', `-i ${sandboxes} -j ${forward}`],
  ['ip6tables', 'filter', 'INPUT', `-i ${sandboxes} -j ${input}`],
  ['ip6tables', 'filter', 'FORWARD', `-i ${sandboxes} -j ${forward}`],
];

/** One shell script, so that a remote engine is asked once. Exit code 3: there is no Docker chain to hook into. */
export function networkRulesScript(): string {
  const insert = jumps
    .map(([program, table, from, rule]) => {
      const run = `${program} -w 5 -t ${table}`;
      return `${run} -C ${from} ${rule} 2>/dev/null || ${run} -I ${from} 1 ${rule}`;
    })
    .join('\n');
  return `set -eu
iptables -w 5 -n -L DOCKER-USER >/dev/null 2>&1 || exit 3
iptables-restore -w 5 --noflush <<'RULES'
${ipv4Rules}RULES
ip6tables-restore -w 5 --noflush <<'RULES'
${ipv6Rules}RULES
${insert}
`;
}

/** Exit code 0 when every jump is in place; the chains behind them are filled in the same step. */
export function networkRulesCheck(): string {
  return jumps
    .map(([program, table, from, rule]) => `${program} -w 5 -t ${table} -C ${from} ${rule}`)
    .join(' && ');
}
