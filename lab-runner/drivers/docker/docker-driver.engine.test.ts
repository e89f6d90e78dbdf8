import type { ContractBackend } from '../contract/backend.ts';
import { describeDriver } from '../contract.ts';
import type { Driver, Sandbox, SandboxSpec } from '../driver.ts';
import { clusterSpec, type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

/** perl is in every Debian; it answers from inside the sandbox, on its loopback alone. */
const ECHO = `use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 5, ReuseAddr => 1) or die;
print "listening\\n"; $| = 1; STDOUT->flush();
while (my $client = $server->accept()) { while (sysread($client, my $bytes, 65536)) { syswrite($client, $bytes) } close $client }`;

async function startEcho(sandbox: Sandbox, port: number, signal: AbortSignal): Promise<void> {
  const lines = sandbox.execLines(['perl', '-e', ECHO, String(port)], { place: 'sandbox', signal });
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.value !== 'listening') throw new Error('no echo in the sandbox');
  void iterator.next().catch(() => {});
}

/** What is there after `work` and was not before. */
async function newIn(list: () => Promise<readonly string[]>, work: () => Promise<void>): Promise<string> {
  const before = await list();
  await work();
  const added = (await list()).find((name) => !before.includes(name));
  if (added === undefined) throw new Error('nothing was left');
  return added;
}

function contractBackend(rig: EngineRig, spec: SandboxSpec = rigSpec): ContractBackend {
  const over = new AbortController();
  const opened: Driver[] = [];
  const open = async () => {
    const driver = await rig.open();
    opened.push(driver);
    return driver;
  };
  const ids = async () => (await (await open()).list()).map(({ id }) => id);
  return {
    spec,
    open,
    async crash(id) {
      const container = rig.containerOf(id);
      const ended = container.wait();
      await container.kill();
      await ended;
    },
    leaveHalfMade: () => newIn(ids, () => rig.createAndDieAt('engine')),
    leaveOrphan: async () => {
      const networks = async () => (await rig.leftovers()).filter((name) => name.startsWith('network'));
      return newIn(networks, () => rig.createAndDieAt('container'));
    },
    echo: (sandbox, port) => startEcho(sandbox, port, over.signal),
    leftovers: rig.leftovers,
    async [Symbol.asyncDispose]() {
      over.abort();
      for (const driver of opened) await driver.close();
      await rig[Symbol.asyncDispose]();
    },
  };
}

describeDriver('docker', async () => contractBackend(openEngineRig(await labEngine())), {
  timeoutMs: 120_000,
});
// As with an engine in a container or on another machine: no socket of ours, files and figures by scripts over there.
describeDriver(
  'docker (engine elsewhere)',
  async () => contractBackend(openEngineRig({ ...(await labEngine()), sharesFileSystem: false })),
  { timeoutMs: 120_000 },
);
// Its life (making, freezing, starting again, removing): cluster.engine.test.ts.
describeDriver(
  'docker (kind cluster)',
  async () => contractBackend(openEngineRig(await labEngine()), clusterSpec),
  { timeoutMs: 120_000, parts: 'one' },
);
