/** What root in a sandbox reaches: nothing but the lab's registry. Every address here is of an interface we made. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Sandbox } from '../driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

/** Documentation addresses (RFC 5737), on interfaces of the test's own. */
const ON_MACHINE = '203.0.113.77';
const ON_ENGINE_HOST = '198.51.100.77';
/** Measured: 10 ms. A packet that is dropped costs the 4 s of `CONNECT`. */
const AT_ONCE_MS = 3500;

const LISTEN = `use IO::Socket::INET; alarm 120;
my $server = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $ARGV[0], Listen => 5, ReuseAddr => 1) or die;
while (my $client = $server->accept()) { my $word = <$client>; exit 0 if defined $word && $word eq "quit\\n"; close $client }`;

const CONNECT = `use IO::Socket::INET;
my $socket = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Timeout => 4) or exit 1;
print $socket $ARGV[2] // "hello\\n"; exit 0`;

interface Reach {
  readonly reached: boolean;
  readonly tookMs: number;
}

describe('the walls around a sandbox’s network', { timeout: 120_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let neighbour: Sandbox;
  let server: Server;
  let machinePort: number;
  const enginePort = 18_500 + (process.pid % 1000);

  const root = (where: Sandbox, script: string) =>
    where.exec(['bash', '-c', script], { place: 'sandbox', user: 'root', timeoutMs: 60_000 });
  const host = (script: string, ...args: string[]) =>
    rig.engine.hostRun(['sh', '-c', script, 'test', ...args], { timeoutMs: 130_000 });
  const connect = (...args: (string | number)[]) => ['perl', '-e', CONNECT, ...args.map(String)];
  const reach = async (address: string, port: number): Promise<Reach> => {
    const started = performance.now();
    const options = { place: 'sandbox', user: 'root', timeoutMs: 60_000 } as const;
    const { exitCode } = await sandbox.exec(connect(address, port), options);
    return { reached: exitCode === 0, tookMs: performance.now() - started };
  };
  const refused = async (address: string, port: number) => {
    const { reached, tookMs } = await reach(address, port);
    expect(reached).toBe(false);
    expect(tookMs).toBeLessThan(AT_ONCE_MS);
  };
  const addressOf = async (where: Sandbox) =>
    (await root(where, "ip -4 -o address show eth0 | sed 's/.* inet \\([0-9.]*\\).*/\\1/'")).stdout.trim();
  const gatewayOf = (address: string) => address.replace(/\d+$/, (last) => String((Number(last) & ~15) + 1));

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    [sandbox, neighbour] = await Promise.all([driver.create(rigSpec), driver.create(rigSpec)]);
    const made = await host(
      'set -e; ip link add drytest1 type bridge; ip address add "$1/32" dev drytest1; ip link set drytest1 up',
      ON_ENGINE_HOST,
    );
    // Else the probes below would go out by the default route.
    if (made.exitCode !== 0) throw new Error(made.stderr);
    cleanup.defer(async () => void (await host('ip link delete drytest1')));
    const listening = host(`perl -e '${LISTEN.replaceAll("'", "'\\''")}' "$1"`, String(enginePort));
    cleanup.defer(async () => {
      await rig.engine.hostRun(connect('127.0.0.1', enginePort, 'quit\n'));
      await listening;
    });
    while ((await rig.engine.hostRun(connect('127.0.0.1', enginePort))).exitCode !== 0);
    server = createServer((socket) => socket.end()).listen(0, '0.0.0.0');
    await once(server, 'listening');
    cleanup.defer(() => void server.close());
    machinePort = (server.address() as AddressInfo).port;
  }, 240_000);

  afterAll(() => cleanup.disposeAsync(), 240_000);

  it('refuses the services of the engine’s host at once, at every address it has', async () => {
    const gateway = gatewayOf(await addressOf(sandbox));
    for (const address of [gateway, gatewayOf(await addressOf(neighbour)), '172.30.0.1', ON_ENGINE_HOST]) {
      expect((await rig.engine.hostRun(connect(address, enginePort))).exitCode).toBe(0);
      await refused(address, enginePort);
    }
  });

  it('refuses the services of the machine at once, at every address it has', async () => {
    const { networkInterfaces } = await import('node:os');
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    expect(addresses).not.toEqual([]);
    for (const address of addresses) await refused(address, machinePort);
  });

  it('refuses an address beyond the machine’s own networks', async () => {
    await using made = await interfaceOnMachine(ON_MACHINE);
    expect(made.address).toBe(ON_MACHINE);
    await refused(ON_MACHINE, machinePort);
  });

  it('refuses a neighbour, which does reach itself', async () => {
    const signal = AbortSignal.timeout(100_000);
    const lines = neighbour
      .execLines(['perl', '-e', `$| = 1; print "begin\\n"; ${LISTEN}`, '18080'], { place: 'sandbox', signal })
      [Symbol.asyncIterator]();
    await lines.next();
    const address = await addressOf(neighbour);
    const itself = () =>
      neighbour
        .exec(connect(address, 18_080), { place: 'sandbox', timeoutMs: 60_000 })
        .then((r) => r.exitCode);
    await expect.poll(itself).toBe(0);
    await refused(address, 18_080);
    await root(sandbox, `ip route replace ${address} via ${gatewayOf(await addressOf(sandbox))}`);
    await refused(address, 18_080);
    await root(sandbox, `ip address add ${gatewayOf(address).replace(/\d+$/, '0')}/28 dev eth0`);
    await root(sandbox, `ip route replace ${address} dev eth0`);
    expect((await reach(address, 18_080)).reached).toBe(false);
    await lines.return?.();
  });

  it('drops IPv6 to the host, though root in the sandbox turned it on', async () => {
    const bridge = `dd-${sandbox.id}`;
    await host('sysctl -qw "net.ipv6.conf.$1.disable_ipv6=0"', bridge);
    await root(sandbox, 'sysctl -w net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0');
    const linkLocal = async () =>
      (await host('ip -6 -o address show dev "$1" scope link', bridge)).stdout.match(
        /inet6 (fe80[0-9a-f:]*)/,
      )?.[1];
    await expect.poll(linkLocal).toBeDefined();
    const mine = () => root(sandbox, 'ip -6 -o address show dev eth0 scope link').then((r) => r.stdout);
    await expect.poll(mine).toContain('fe80');
    const ping = await root(sandbox, `ping -6 -c 2 -W 1 ${await linkLocal()}%eth0`);
    expect(ping.exitCode).toBe(1);
    const everyone = await root(sandbox, 'ping -6 -c 2 -W 1 ff02::1%eth0');
    const own = (await mine()).match(/fe80[0-9a-f:]*/)?.[0] ?? 'none';
    const answers = everyone.stdout.split('\n').filter((line) => line.includes('bytes from'));
    expect(answers.filter((line) => !line.includes(own))).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    await driver.destroy(sandbox.id);
    await driver.destroy(neighbour.id);
    await driver.sweep();
    expect(await rig.leftovers()).toEqual([]);
  });
});

async function interfaceOnMachine(address: string): Promise<AsyncDisposable & { readonly address: string }> {
  const { runOrThrow } = await import('../../engine/run-command.ts');
  await runOrThrow(['ip', 'link', 'add', 'drytest0', 'type', 'bridge']);
  await runOrThrow(['ip', 'address', 'add', `${address}/32`, 'dev', 'drytest0']);
  await runOrThrow(['ip', 'link', 'set', 'drytest0', 'up']);
  return {
    address,
    [Symbol.asyncDispose]: async () => void (await runOrThrow(['ip', 'link', 'delete', 'drytest0'])),
  };
}
