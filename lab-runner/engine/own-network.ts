/**
 * The network namespace of our engine. Docker flushes the iptables chains of any other Docker on the same network
 * when it starts, and a sandbox reaches the services of the machine through every bridge. In a namespace of its own
 * the engine does neither: there is nothing to flush and nobody listens.
 */
import type { OwnEngineLayout } from './own-engine-layout.ts';
import { runCommand, runOrThrow } from './run-command.ts';

const engineInterface = 'uplink0';

export async function ensureOwnNetwork(layout: OwnEngineLayout): Promise<void> {
  await ensureNamespace(layout.namespace);
  await ensureUplink(layout);
  await ensureHostRules(layout);
}

async function ensureNamespace(name: string): Promise<void> {
  const enter = await runCommand(['nsenter', `--net=/run/netns/${name}`, 'true']);
  if (enter.exitCode === 0) return;
  // After a reboot a plain file of that name may be left where /run is not a tmpfs.
  await runCommand(['ip', 'netns', 'delete', name]);
  await runOrThrow(['ip', 'netns', 'add', name]);
  await inNamespace(name, ['ip', 'link', 'set', 'lo', 'up']);
}

function inNamespace(name: string, command: readonly string[]): Promise<string> {
  return runOrThrow(['nsenter', `--net=/run/netns/${name}`, ...command]);
}

async function ensureUplink(layout: OwnEngineLayout): Promise<void> {
  const { hostInterface, hostAddress, engineAddress } = layout.uplink;
  if (!(await hasUplink(layout))) {
    // Half of it may be left, when the namespace of its other end is gone or no longer ours.
    await runCommand(['ip', 'link', 'delete', hostInterface]);
    await runOrThrow([
      ...['ip', 'link', 'add', hostInterface, 'mtu', await defaultMtu(), 'type', 'veth'],
      ...['peer', 'name', engineInterface, 'mtu', await defaultMtu(), 'netns', layout.namespace],
    ]);
  }
  await runOrThrow(['ip', 'address', 'replace', `${hostAddress}/30`, 'dev', hostInterface]);
  await runOrThrow(['ip', 'link', 'set', hostInterface, 'up']);
  const script = `set -e
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip address replace ${engineAddress}/30 dev ${engineInterface}
ip link set ${engineInterface} up
ip route replace default via ${hostAddress}`;
  await inNamespace(layout.namespace, ['sh', '-c', script]);
}

async function hasUplink({ namespace, uplink }: OwnEngineLayout): Promise<boolean> {
  const inside = ['nsenter', `--net=/run/netns/${namespace}`, 'ip', 'link', 'show', 'dev', engineInterface];
  const both = await Promise.all([
    runCommand(['ip', 'link', 'show', 'dev', uplink.hostInterface]),
    runCommand(inside),
  ]);
  return both.every(({ exitCode }) => exitCode === 0);
}

/** Of the interface that leads out: a tunnel or a cloud network often has less than 1500. */
export async function defaultMtu(): Promise<string> {
  const route = await runCommand(['ip', '-4', 'route', 'show', 'default']);
  const device = /\bdev (\S+)/.exec(route.stdout)?.[1];
  if (device === undefined) return '1500';
  const link = await runCommand(['ip', 'link', 'show', 'dev', device]);
  return /\bmtu (\d+)/.exec(link.stdout)?.[1] ?? '1500';
}

/**
 * On the machine's side: image builds may go out, nothing from the engine's side opens a connection to the machine
 * itself, but for a resolver that runs on it. Put in as one transaction, so it can be done again at any time.
 */
async function ensureHostRules(layout: OwnEngineLayout): Promise<void> {
  const { hostInterface, engineAddress } = layout.uplink;
  const chain = layout.namespace.toUpperCase();
  const rules = `*filter
:${chain}-IN - [0:0]
:${chain}-FWD - [0:0]
-A ${chain}-IN -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
-A ${chain}-IN -p udp --dport 53 -j RETURN
-A ${chain}-IN -p tcp --dport 53 -j RETURN
-A ${chain}-IN -p tcp -j REJECT --reject-with tcp-reset
-A ${chain}-IN -j REJECT
-A ${chain}-FWD -i ${hostInterface} -j ACCEPT
-A ${chain}-FWD -o ${hostInterface} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A ${chain}-FWD -o ${hostInterface} -j REJECT
COMMIT
*nat
:${chain}-NAT - [0:0]
-A ${chain}-NAT -s ${engineAddress} ! -o ${hostInterface} -j MASQUERADE
COMMIT
`;
  await runOrThrow(['iptables-restore', '--noflush', '--wait', '5'], { stdin: rules });
  await ensureJump('filter', 'INPUT', ['-i', hostInterface, '-j', `${chain}-IN`]);
  await ensureJump('filter', 'FORWARD', ['-j', `${chain}-FWD`]);
  await ensureJump('nat', 'POSTROUTING', ['-j', `${chain}-NAT`]);
  await runCommand(['sysctl', '-qw', `net.ipv6.conf.${hostInterface}.disable_ipv6=1`]);
}

async function ensureJump(table: string, from: string, rule: readonly string[]): Promise<void> {
  const iptables = ['iptables', '--wait', '5', '-t', table];
  if ((await runCommand([...iptables, '-C', from, ...rule])).exitCode !== 0) {
    await runOrThrow([...iptables, '-I', from, '1', ...rule]);
  }
}

export async function removeOwnNetwork(layout: OwnEngineLayout): Promise<void> {
  const chain = layout.namespace.toUpperCase();
  const script = `iptables -w 5 -D INPUT -i ${layout.uplink.hostInterface} -j ${chain}-IN
iptables -w 5 -D FORWARD -j ${chain}-FWD
iptables -w 5 -t nat -D POSTROUTING -j ${chain}-NAT
for c in IN FWD; do iptables -w 5 -F ${chain}-$c; iptables -w 5 -X ${chain}-$c; done
iptables -w 5 -t nat -F ${chain}-NAT; iptables -w 5 -t nat -X ${chain}-NAT
ip link delete ${layout.uplink.hostInterface}
ip netns delete ${layout.namespace}
true`;
  await runCommand(['sh', '-c', script]);
}
