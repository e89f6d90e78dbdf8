/** What the runner hears and says of a cluster that a learner works in, breaks, and mends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterSpec, type EngineRig, labEngine, openEngineRig } from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import { clusterActivity } from './cluster-events.ts';
import { type ClusterTrouble, readClusterHealth } from './cluster-health.ts';

describe('a cluster in the hands of its learner', { timeout: 300_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  const ending = new AbortController();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;

  const works = async (script: string) => {
    const options = { place: 'sandbox', timeoutMs: 120_000 } as const;
    const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], options);
    expect(exitCode, stdout + stderr).toBe(0);
  };
  /** Asks until it is so: what a cluster does takes its time. */
  const health = (wanted: (found: ClusterTrouble | null | undefined) => boolean) =>
    expect
      .poll(async () => wanted(await readClusterHealth(sandbox, new AbortController().signal)), {
        timeout: 180_000,
      })
      .toBe(true);

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(clusterSpec);
  }, 300_000);

  afterAll(async () => {
    ending.abort();
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('is well', () => health((found) => found === null));

  it('is heard when its learner makes something, and when they change it', async () => {
    let heard = 0;
    const listening = (async () => {
      for await (const _ of clusterActivity(sandbox, ending.signal)) heard += 1;
    })();
    // Once one is heard, the watch is in place.
    const makes = () => works('kubectl create configmap "turn-$RANDOM$RANDOM"');
    await expect.poll(async () => makes().then(() => heard > 0), { timeout: 120_000 }).toBe(true);
    for (const script of [
      'kubectl apply -f - <<<\'{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "all"}, "spec": {"podSelector": {}}}\'',
      'kubectl label namespace default seen=yes',
      'kubectl delete networkpolicy all',
    ]) {
      const before = heard;
      await works(script);
      await expect.poll(() => heard > before, { timeout: 60_000 }).toBe(true);
    }
    ending.abort();
    await listening.catch(() => {});
  });

  it('tells of a node that is stopped', async () => {
    await works('docker stop --time 1 lab-control-plane');
    await health((found) => found?.sentence.includes('docker start lab-control-plane') === true);
  });

  it('tells of a node that is gone', async () => {
    await works('docker rm -f lab-control-plane');
    await health((found) => found?.mayPass === false && found.sentence.includes('Reset the lab'));
  });
});
