/** The nodes' agent: its own tests on networks of their own, and NetworkPolicies asked of real pods. */
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { clusterSpec, labEngine, openEngineRig } from '../../drivers/docker/engine-rig.ts';
import type { Sandbox } from '../../drivers/driver.ts';
import type { Engine } from '../../engine/engine.ts';
import { readEngineConfig } from '../../engine/engine-config.ts';
import { compilerImageName, openCompileContainer } from '../../engine/kubernetes/compile-container.ts';
import { goTest } from '../../engine/kubernetes/go-test.ts';
import { testInstance } from '../../testing/test-instance.ts';

const CASES = 64;

const COMPILE = `set -eu
export GOTOOLCHAIN=$(jq -er .go.version versions.json)
cd go
go build -mod=readonly -trimpath -ldflags '-s -w' -o /tmp/policy-table ./cmd/policy-table`;

/** The program is at the same place on every node, from where pods take it. */
const PLACE = `set -eu
cat >~/policy-table
chmod 755 ~/policy-table
for node in $(kind get nodes --name lab); do
  docker exec "$node" mkdir -p /var/lib/drydock-table
  docker cp --quiet ~/policy-table "$node:/var/lib/drydock-table/policy-table"
done`;

async function policyTable(engine: Engine): Promise<Uint8Array> {
  const container = await openCompileContainer(engine, readEngineConfig(process.env), {
    name: `drydock-${testInstance()}`,
    image: await compilerImageName(),
  });
  try {
    await container.run(['bash', '-c', COMPILE], {}, () => {});
    return await buffer(await container.read('/tmp/policy-table'));
  } finally {
    await container.close();
  }
}

async function works(sandbox: Sandbox, script: string, stdin?: Uint8Array): Promise<string> {
  const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], {
    place: 'sandbox',
    stdin,
    timeoutMs: 500_000,
    maxOutputBytes: 1024 * 1024,
  });
  expect(exitCode, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

describe("the nodes' agent", { timeout: 600_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  afterAll(() => cleanup.disposeAsync(), 120_000);

  it('does on networks of its own what the API promises', async () => {
    const said = await goTest(await labEngine(), readEngineConfig(process.env), ['-v', './internal/...']);
    expect(said).toContain('--- PASS: TestTheKernelLetsThroughWhatTheAPIPromises');
    expect(said).not.toContain('--- SKIP');
  });

  it('lets real pods reach what their policies allow, whatever becomes of its rules and itself', async () => {
    const engine = await labEngine();
    const program = await policyTable(engine);
    const rig = cleanup.use(openEngineRig(engine));
    const driver = await rig.open();
    cleanup.defer(() => driver.close());
    const sandbox = await driver.create(clusterSpec, { settled: true });
    await works(sandbox, PLACE, program);
    const report: unknown = JSON.parse(await works(sandbox, `~/policy-table run -cases ${CASES}`));
    expect(report).toMatchObject({ cases: CASES, wrong: [], live: [] });
    await driver.destroy(sandbox.id);
    expect(await rig.leftovers()).toEqual([]);
  });
});
