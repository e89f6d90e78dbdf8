/** A clone of the baked cluster: what a tutorial expects of it, its life, and what is left of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateStage, Driver, ExecPlace, Sandbox } from '../driver.ts';
import { clusterSpec, type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

const FREEZE_MS = 45_000;

/** What people copy from tutorials: an untagged image, both storage classes, a name of a service, every way to a port. */
const TUTORIAL = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx, imagePullPolicy: Always, readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1 } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: outside }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 8081, targetPort: 80 }] }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: standard }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Mi } } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: hostpath }
spec: { accessModes: [ReadWriteOnce], storageClassName: hostpath, resources: { requests: { storage: 10Mi } } }
---
apiVersion: v1
kind: Pod
metadata: { name: keeper }
spec:
  restartPolicy: Never
  initContainers: [{ name: wait, image: busybox:latest, command: [sh, -c, 'until wget -qO /dev/null -T 2 http://web; do sleep 1; done'] }]
  containers:
  - name: keeper
    image: registry.k8s.io/e2e-test-images/agnhost:2.63.0
    command: [sh, -c, 'echo kept >/a/file && echo kept >/b/file && cat /a/file /b/file']
    volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /b }]
  volumes:
  - { name: a, persistentVolumeClaim: { claimName: standard } }
  - { name: b, persistentVolumeClaim: { claimName: hostpath } }
`;

describe('a clone of the baked cluster', { timeout: 300_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  const stages: CreateStage[] = [];
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;

  const run = async (script: string, place: ExecPlace = 'sandbox', where = sandbox, stdin?: string) => {
    const env = place === 'checker' ? { KUBECONFIG: '/etc/drydock/kubeconfig', HOME: '/tmp' } : undefined;
    const { exitCode, stdout, stderr } = await where.exec(['bash', '-lc', script], {
      place,
      env,
      stdin,
      timeoutMs: 200_000,
    });
    return { exitCode, output: `${stdout}${stderr}`.trim() };
  };
  const works = async (...args: Parameters<typeof run>) => {
    const { exitCode, output } = await run(...args);
    expect(exitCode, output).toBe(0);
    return output;
  };

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(clusterSpec, { onStage: (stage) => stages.push(stage) });
  }, 300_000);

  afterAll(async () => {
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('is made in the stages of every sandbox and one more', () => {
    expect(driver.capabilities.kinds).toContain('cluster');
    expect(stages).toEqual(['network', 'disk', 'container', 'engine', 'cluster']);
    expect(sandbox.kind).toBe('cluster');
  });

  it('is ready for its learner and for the checker, each with credentials of their own', async () => {
    expect(await works('kubectl get nodes --no-headers')).toMatch(/^lab-control-plane +Ready +control-plane/);
    expect(await works('kubectl auth whoami -o jsonpath={.status.userInfo.username}')).toContain(
      'kubernetes-admin',
    );
    const whoami = await works('kubectl auth whoami -o jsonpath={.status.userInfo}', 'checker');
    expect(JSON.parse(whoami)).toMatchObject({
      username: 'drydock-checker',
      groups: expect.arrayContaining(['system:masters']),
    });
    expect(
      (await run('sudo find / -xdev -path "*drydock/kubeconfig" 2>/dev/null | grep .')).exitCode,
    ).not.toBe(0);
  });

  it('keeps the API server that was begun before its kubelet, and one shim for all pods', async () => {
    const inNode = (script: string) => works(`docker exec lab-control-plane ${script}`);
    const { containers } = JSON.parse(await inNode('crictl ps --all --output json'));
    const named = (name: string) =>
      containers.filter(({ metadata }: { metadata: { name: string } }) => metadata.name === name);
    expect(named('etcd')).toHaveLength(1);
    expect(named('kube-apiserver')).toHaveLength(1);
    const kubelet = await inNode('systemctl show kubelet --property ExecMainStartTimestamp --value');
    expect(Number(named('kube-apiserver')[0].createdAt) / 1e6).toBeLessThan(
      Date.parse(kubelet.slice(4)) + 1000,
    );
    expect(await inNode('pgrep --count containerd-shim')).toBe('1');
  });

  it('runs what tutorials show, by the usual names of images and services', async () => {
    await works('kubectl apply -f -', 'sandbox', sandbox, TUTORIAL);
    await works('kubectl rollout status deployment/web --timeout=150s');
    await works('kubectl wait pod/keeper --for=jsonpath={.status.phase}=Succeeded --timeout=150s');
    expect(await works('kubectl logs keeper -c keeper')).toBe('kept\nkept');
    const curl = 'curl -sf --retry 30 --retry-all-errors --retry-delay 1 --retry-max-time 30';
    expect(await works(`${curl} localhost:30080`)).toContain('Welcome to nginx');
    expect(await works(`${curl} localhost:8081`)).toContain('Welcome to nginx');
    expect(await works('kubectl exec deploy/web -- cat /etc/hostname')).toMatch(/^web-/);
  });

  it('is ready at once after a freeze', async () => {
    await sandbox.pause();
    await sleep(FREEZE_MS);
    await sandbox.resume();
    const nodes = await works('for i in 1 2 3 4 5; do kubectl get nodes --no-headers; done');
    expect(nodes.split('\n').map((line) => line.split(/ +/)[1])).toEqual(Array(5).fill('Ready'));
    expect(await works('curl -sf localhost:30080')).toContain('Welcome to nginx');
  });

  it('cannot be reached by a neighbour who trusts the same authority, even when its learner opens it', async () => {
    const neighbour = await driver.create(rigSpec);
    const forward =
      'nohup socat TCP-LISTEN:6444,bind=0.0.0.0,fork,reuseaddr TCP:127.0.0.1:6443 >/dev/null 2>&1 & until nc -z 127.0.0.1 6444; do sleep 0.1; done';
    await works(forward);
    const address = await works("ip -4 -o address show eth0 | grep -oE 'inet [0-9.]+' | cut -d' ' -f2");
    const ask = `curl -sk -m 5 -o /dev/null -w '%{http_code}' https://${address}:6444/version`;
    expect(await works(ask)).toBe('200');
    expect((await run(ask, 'sandbox', neighbour)).output).toBe('000');
    expect((await run(ask, 'checker', neighbour)).output).toBe('000');
    await driver.destroy(neighbour.id);
  });

  it('comes up again after the sandbox died, with what was in it', async () => {
    const container = rig.containerOf(sandbox.id);
    const ended = container.wait();
    await container.kill();
    await ended;
    await sandbox.resume();
    await works('kubectl wait deployment/web --for=condition=Available --timeout=150s');
    expect(await works('kubectl get pvc -o jsonpath={.items[*].status.phase}', 'checker')).toBe(
      'Bound Bound',
    );
  });

  it('leaves nothing when it is destroyed, and shared layers stay', async () => {
    await driver.destroy(sandbox.id);
    expect(await rig.leftovers()).toEqual([]);
    const again = await driver.create(clusterSpec);
    expect(await works('kubectl get pods --no-headers 2>&1', 'checker', again)).toContain(
      'No resources found',
    );
    await driver.destroy(again.id);
  });

  it('has its name server up since this start when it was waited for until it had settled', async () => {
    const since = Math.floor(Date.now() / 1000) * 1000;
    const settled = await driver.create(clusterSpec, { settled: true });
    const status = '{.items[0].status.containerStatuses[0]';
    const names = `kubectl -n kube-system get pods -l k8s-app=kube-dns -o jsonpath='${status}.ready} ${status}.state.running.startedAt}'`;
    const [isReady, startedAt] = (await works(names, 'checker', settled)).split(' ');
    expect(isReady).toBe('true');
    expect(Date.parse(startedAt ?? '')).toBeGreaterThanOrEqual(since);
    await driver.destroy(settled.id);
  });
});

/** Two pods that are kept off each other's node, and one that calls the other by its service. */
const ACROSS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: spread }
spec:
  replicas: 2
  selector: { matchLabels: { app: spread } }
  template:
    metadata: { labels: { app: spread } }
    spec:
      containers: [{ name: web, image: nginx, readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1 } }]
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: spread } } }
`;

describe('a clone of three nodes', { timeout: 300_000 }, () => {
  it('has its nodes with their addresses, and pods of one reach those of another', async () => {
    await using rig = openEngineRig(await labEngine());
    const driver = await rig.open();
    const sandbox = await driver.create({
      ...clusterSpec,
      kind: 'cluster-3',
      limits: { ...clusterSpec.limits, memoryMiB: 4096 },
    });
    const works = async (script: string, stdin?: string) => {
      const options = { place: 'sandbox', stdin, timeoutMs: 200_000 } as const;
      const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], options);
      expect(exitCode, stdout + stderr).toBe(0);
      return stdout.trim();
    };
    const nodes = await works('kubectl get nodes --no-headers');
    expect(nodes.split('\n').map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ['lab-control-plane', 'Ready'],
      ['lab-worker', 'Ready'],
      ['lab-worker2', 'Ready'],
    ]);
    await works('kubectl apply -f -', ACROSS);
    await works('kubectl rollout status deployment/spread --timeout=150s');
    const places = await works('kubectl get pods -o jsonpath={.items[*].spec.nodeName}');
    expect(places.split(' ').sort()).toEqual(['lab-worker', 'lab-worker2']);
    const reached =
      await works(`set -- $(kubectl get pods -o jsonpath='{.items[0].metadata.name} {.items[1].status.podIP}')
kubectl exec "$1" -- wget -qO- -T 10 "http://$2"`);
    expect(reached).toContain('Welcome to nginx');
    await driver.destroy(sandbox.id);
    await driver.close();
    expect(await rig.leftovers()).toEqual([]);
  });
});
