/** A learner makes a cluster of their own in a Docker lab, with nothing but what the lab's registry has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../checks/check-command.ts';
import type { Driver, Sandbox, SandboxSpec } from '../driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

/** What a Docker lab has by default. */
const spec: SandboxSpec = { ...rigSpec, limits: { memoryMiB: 2048, cpus: 2, pids: 2048, diskMiB: 8192 } };

describe('kind create cluster in a Docker lab', { timeout: 420_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;

  const learner = async (script: string, timeoutMs = 60_000) => {
    const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], {
      place: 'sandbox',
      timeoutMs,
    });
    return { exitCode, output: `${stdout}${stderr}`.trim() };
  };
  const check = async (script: string) => {
    const { signal } = new AbortController();
    const run = {
      script: `. "$CHECK_LIB"\n${script}`,
      folder: '/home/learner',
      kind: 'docker',
      timeoutMs: 30_000,
      signal,
    } as const;
    const { argv, options } = checkCommand(run);
    return sandbox.exec(argv, { ...options, env: { ...options.env, LAB_FOLDER: '/tmp' } });
  };

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(spec);
  }, 120_000);

  afterAll(async () => {
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('finds no cluster before there is one', async () => {
    expect(await check('use_kind_cluster || not_yet "There is no cluster yet."')).toMatchObject({
      exitCode: 1,
      stdout: 'There is no cluster yet.\n',
    });
  });

  it('makes one offline that runs pods, within the limits of the lab', async () => {
    const made = await learner('kind create cluster --wait 150s', 300_000);
    expect(made.exitCode, made.output).toBe(0);
    expect((await learner('kubectl get nodes --no-headers')).output).toMatch(/^kind-control-plane +Ready/);
    const pod = await learner(
      'kubectl run web --image=nginx && kubectl wait pod/web --for=condition=Ready --timeout=120s',
      150_000,
    );
    expect(pod.exitCode, pod.output).toBe(0);
  });

  it('is asked by checks with its own certificates, and no program of a kubeconfig of the learner’s is run', async () => {
    await learner(
      'kubectl config set-credentials kind-kind --exec-command=/bin/touch --exec-arg=/tmp/ran --exec-api-version=client.authentication.k8s.io/v1',
    );
    const asked = await check(
      'use_kind_cluster kind || not_yet "There is no cluster yet."\nkubectl get pods -o name; ls /tmp/ran',
    );
    expect(asked.stdout).toBe('pod/web\n');
    expect(asked.stderr).toContain("'/tmp/ran'");
  });
});
