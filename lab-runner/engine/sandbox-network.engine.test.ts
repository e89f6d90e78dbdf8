import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import type { Engine } from './engine.ts';
import { ensureNetworkRules, networkRulesInForce } from './ensure-network-rules.ts';
import { registryAddress, registryUrl } from './registry-place.ts';

/**
 * Each listener of a test has a port of its own: the one before may not have let go yet. Below those that the kernel
 * gives to outgoing connections, which may be taken.
 */
let nextPort = 21_321;
/** Far above what was measured (5 ms), below a dropped packet's patience (10 s). */
const atOnceMs = 5000;

let engine: Engine;
let rig: EngineRig;
let driver: Driver;
let sandbox: Sandbox;
let neighbour: Sandbox;

beforeAll(async () => {
  engine = await labEngine();
  rig = openEngineRig(engine);
  driver = await rig.open();
  [sandbox, neighbour] = await Promise.all([driver.create(rigSpec), driver.create(rigSpec)]);
  // What a learner would try first: a way out, and IPv6.
  await root(sandbox, `ip route add default via ${await gatewayOf(sandbox)}`);
  await root(
    sandbox,
    'sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0; ip -6 address replace fe80::1ab/64 dev eth0 nodad',
  );
});

afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  expect(await rig.leftovers()).toEqual([]);
});

async function root(where: Sandbox, script: string): Promise<{ exitCode: number | null; stdout: string }> {
  const result = await where.exec(['bash', '-c', script], {
    place: 'sandbox',
    user: 'root',
    timeoutMs: 60_000,
  });
  return { exitCode: result.exitCode, stdout: result.stdout.trim() + result.stderr.trim() };
}

/** Tries a TCP connection from the sandbox: what came of it, and after how long. */
async function connect(host: string, port: number): Promise<{ outcome: string; tookMs: number }> {
  const script = `
import socket, time
begun = time.monotonic()
try:
    socket.create_connection((${JSON.stringify(host)}, ${port}), timeout=10).close()
    outcome = 'connected'
except OSError as error:
    outcome = type(error).__name__ + ' ' + str(error.errno)
print(outcome, int((time.monotonic() - begun) * 1000))`;
  const { stdout } = await root(sandbox, `python3 - <<'PY'${script}\nPY`);
  const [, outcome = '', tookMs = ''] = /^(.*) (\d+)$/.exec(stdout) ?? [];
  return { outcome, tookMs: Number(tookMs) };
}

/** The address of the sandbox's bridge on the host; the way to the registry is there. */
async function gatewayOf(where: Sandbox): Promise<string> {
  const route = await root(where, `ip -4 route show ${registryAddress}`);
  return /\bvia (\S+)/.exec(route.stdout)?.[1] ?? '';
}

/** A service of the host's, on every address, that answers while the test runs. */
async function hostListener(): Promise<AsyncDisposable & { readonly port: number }> {
  const port = nextPort++;
  const server = `require('node:net').createServer((s) => s.end('host')).listen({host: '::', port: ${port}}).on('error', () => require('node:net').createServer((s) => s.end('host')).listen(${port}, '0.0.0.0')); setTimeout(() => process.exit(), 60000)`;
  const started = await engine.hostRun([
    'bash',
    '-c',
    `"$0" -e "$1" >/dev/null 2>&1 & until (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do read -rt 0.05 <> <(:); done; echo $!`,
    process.execPath,
    server,
  ]);
  return {
    port,
    [Symbol.asyncDispose]: async () =>
      void (await engine.hostRun(['sh', '-c', 'kill "$0"; true', started.stdout.trim()])),
  };
}

test('the host cannot be reached through the gateway, and says so at once', async () => {
  await using listener = await hostListener();
  const gateway = await gatewayOf(sandbox);
  const self = await engine.hostRun([
    'bash',
    '-c',
    `exec 3<>/dev/tcp/${gateway}/${listener.port} && cat <&3`,
  ]);
  expect(self.stdout).toBe('host');

  const { outcome, tookMs } = await connect(gateway, listener.port);
  expect(outcome).toBe('ConnectionRefusedError 111');
  expect(tookMs).toBeLessThan(atOnceMs);
});

test('no address of the machine, of its networks or of a cloud can be reached, and the answer comes at once', async () => {
  await using listener = await hostListener();
  const addresses = await engine.hostRun([
    'sh',
    '-c',
    "ip -4 -o address show | awk '{print $4}' | cut -d/ -f1",
  ]);
  const own = addresses.stdout
    .trim()
    .split('\n')
    .filter((address) => !address.startsWith('127.'));
  expect(own).toContain(await gatewayOf(sandbox));
  for (const address of [...own, '198.18.0.1', '169.254.169.254', '10.0.0.1', '1.1.1.1']) {
    const { outcome, tookMs } = await connect(address, listener.port);
    expect(`${address} ${outcome}`).toBe(`${address} ConnectionRefusedError 111`);
    expect(tookMs).toBeLessThan(atOnceMs);
  }
});

test('a neighbour cannot be reached, neither by its address nor through its gateway', async () => {
  await root(neighbour, 'nohup nc -l -k -p 8000 >/dev/null 2>&1 &');
  const address = (await root(neighbour, "ip -4 -o address show dev eth0 | grep -oE '[0-9.]+/' | tr -d /"))
    .stdout;
  const local = await root(neighbour, `nc -z -w 2 ${address} 8000 2>/dev/null && echo open`);
  expect(local.stdout).toBe('open');

  const { outcome, tookMs } = await connect(address, 8000);
  expect(outcome).toBe('ConnectionRefusedError 111');
  expect(tookMs).toBeLessThan(atOnceMs);
  expect((await connect(await gatewayOf(neighbour), 8000)).outcome).toBe('ConnectionRefusedError 111');
});

test('UDP and ping are refused as well', async () => {
  const gateway = await gatewayOf(sandbox);
  const udp = await root(sandbox, `dig +time=2 +tries=1 @${gateway} example.com`);
  expect(udp.stdout).toContain('connection refused');
  expect((await root(sandbox, 'ping -c 1 -W 2 1.1.1.1')).stdout).toContain('Destination Port Unreachable');
});

test('IPv6 that a learner turned on reaches nothing, even where the host has it on that bridge', async () => {
  await using listener = await hostListener();
  const gateway = await gatewayOf(sandbox);
  const turnOn = `bridge=$(ip -4 -o address show | awk -v g=${gateway} 'index($4, g "/") == 1 {print $2}')
sysctl -qw net.ipv6.conf.lo.disable_ipv6=0 net.ipv6.conf.$bridge.disable_ipv6=0
ip -6 address replace fe80::d0c/64 dev $bridge nodad
timeout 5 bash -c "exec 3<>/dev/tcp/fe80::d0c%$bridge/${listener.port} && cat <&3"`;
  expect(await engine.hostRun(['bash', '-c', turnOn])).toMatchObject({ stdout: 'host' });

  expect((await root(sandbox, 'ip -6 -o address show dev eth0 scope link')).stdout).toContain('fe80::');
  const attempt = await root(sandbox, `nc -6 -z -v -w 2 fe80::d0c%eth0 ${listener.port}`);
  expect(attempt.exitCode).toBe(1);
  expect(attempt.stdout).toMatch(/timed out/);
  await engine.hostRun(['sysctl', '-qw', 'net.ipv6.conf.lo.disable_ipv6=1']);
});

test("the lab's registry answers at the same address in every sandbox, and only to readers", async () => {
  const base = `${registryUrl}/v2`;
  const list = await root(sandbox, `curl -s -m 5 ${base}/library/nginx/tags/list`);
  expect(JSON.parse(list.stdout).tags).toContain('latest');
  const upload = await root(
    sandbox,
    `curl -s -m 5 -o /dev/null -w '%{http_code}' -X POST ${base}/library/nginx/blobs/uploads/`,
  );
  expect(upload.stdout).toBe('405');
  expect((await connect(registryAddress, 5001)).outcome).toBe('ConnectionRefusedError 111');
});

test('rules that somebody took away are found missing, and put back without doubling', async () => {
  await engine.hostRun(['sh', '-c', 'iptables -D INPUT -i dd-+ -j DRYDOCK-IN']);
  expect(await networkRulesInForce(engine)).toBe(false);
  await ensureNetworkRules(engine, () => {});
  await ensureNetworkRules(engine, () => {});
  expect(await networkRulesInForce(engine)).toBe(true);
  const rules = await engine.hostRun([
    'sh',
    '-c',
    'iptables-save | grep -c -- "-A INPUT -i dd-+ -j DRYDOCK-IN"',
  ]);
  expect(rules.stdout.trim()).toBe('1');
});
