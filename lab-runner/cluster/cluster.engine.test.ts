/** What the cluster panel is told of a real cluster, and what it does there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClusterMessage, type ClusterObject, objectKey } from '../../lib/lab-api/cluster.ts';
import { type ClusterCommand, clusterWords, type ObjectName } from '../../lib/lab-api/cluster-command.ts';
import { type ClusterKind, clusterKinds } from '../../lib/lab-api/cluster-kinds.ts';
import { clusterSpec, type EngineRig, labEngine, openEngineRig } from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import { runAsLearner } from '../panels/run-as-learner.ts';
import { readObject } from './read-object.ts';
import { replaceObject } from './replace-object.ts';
import { watchCluster } from './watch-cluster.ts';

/** What a page would have heard. */
class Watcher {
  readonly over: Promise<void>;
  readonly objects = new Map<string, ClusterObject>();
  whole = new Set<ClusterKind>();
  refused = new Set<ClusterKind>();
  down: string | null = null;
  begun = 0;
  largestFrame = 0;
  readonly #closing = new AbortController();
  #listener: (object: ClusterObject) => void = () => {};
  #wake: () => void = () => {};

  constructor(sandbox: Sandbox) {
    this.over = watchCluster(sandbox, {
      signal: this.#closing.signal,
      tell: (message) => {
        this.#hear(message);
        this.#wake();
        return undefined;
      },
    });
  }

  #hear(message: ClusterMessage): void {
    this.largestFrame = Math.max(this.largestFrame, JSON.stringify(message).length);
    if (message.type === 'begin') {
      this.begun += 1;
      this.objects.clear();
      this.whole = new Set();
      this.refused = new Set();
      return;
    }
    if (message.type === 'down') {
      this.down = message.why;
      return;
    }
    this.down = null;
    for (const object of message.objects) {
      this.objects.set(objectKey(object), object);
      this.#listener(object);
    }
    for (const key of message.gone) this.objects.delete(key);
    for (const kind of message.whole) this.whole.add(kind);
    for (const kind of message.refused) this.refused.add(kind);
  }

  of<K extends ClusterKind>(kind: K): readonly Extract<ClusterObject, { kind: K }>[] {
    return [...this.objects.values()].filter((object) => object.kind === kind) as Extract<
      ClusterObject,
      { kind: K }
    >[];
  }

  onObject(listener: (object: ClusterObject) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = () => {};
    };
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((wake) => (this.#wake = wake));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.over;
  }
}

const SECRET = 'hunter2-hunter2';
const MANY = 5000;

/** Pods that no scheduler ever sees: they cost the cluster nothing but their place. */
const MAKE_MANY = `
import http.client, json, threading
def make(first):
    api = http.client.HTTPConnection("127.0.0.1", 8009)
    for n in range(first, ${MANY}, 8):
        pod = {"metadata": {"name": f"many-{n}", "labels": {"app": "many", "n": str(n)}}, "spec": {"schedulingGates": [{"name": "drydock.dev/never"}], "containers": [{"name": "main", "image": "nginx"}]}}
        api.request("POST", "/api/v1/namespaces/many/pods", json.dumps(pod), {"Content-Type": "application/json"})
        answer = api.getresponse()
        assert answer.status == 201, answer.read()
        answer.read()
threads = [threading.Thread(target=make, args=(n,)) for n in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

/** A label says when it was written. */
const CHANGE_OFTEN = `
import http.client, json, time
api = http.client.HTTPConnection("127.0.0.1", 8009)
for n in range(40):
    patch = {"metadata": {"labels": {"written-at": str(int(time.time() * 1000))}}}
    api.request("PATCH", "/api/v1/namespaces/default", json.dumps(patch), {"Content-Type": "application/merge-patch+json"})
    assert api.getresponse().read()
    time.sleep(0.2)
`;

/** Runs a program on standard input beside a way to the API that needs no credentials. */
const WITH_PROXY = `kubectl proxy --port=8009 >/dev/null & trap 'kill %1' EXIT
until curl -sf 127.0.0.1:8009/version; do sleep 0.1; done
python3 -`;

describe('the cluster panel', { timeout: 300_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  const { signal } = new AbortController();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let watcher: Watcher;

  const learner = async (script: string, stdin?: string) => {
    const options = { place: 'sandbox', timeoutMs: 200_000, stdin } as const;
    const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], options);
    expect(exitCode, stdout + stderr).toBe(0);
    return stdout;
  };
  const gives = (command: ClusterCommand) => runAsLearner(sandbox, clusterWords(command), { signal });
  const yamlOf = async (of: ObjectName, reveal = false) => {
    const answer = await readObject(sandbox, of, { reveal, signal });
    if (answer.state === 'failed') throw new Error(answer.output);
    return answer.yaml;
  };
  const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;
  const podsOfWeb = () => watcher.of('Pod').filter(({ namespace }) => namespace === 'shop');

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(clusterSpec);
    watcher = new Watcher(sandbox);
    cleanup.defer(() => watcher.close());
  }, 300_000);

  afterAll(async () => {
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('tells all there is, of every kind, and says when that was all', async () => {
    await watcher.until(() => watcher.whole.size === Object.keys(clusterKinds).length);
    expect(watcher.of('Node')).toMatchObject([
      { name: 'lab-control-plane', isReady: true, isCordoned: false, roles: ['control-plane'] },
    ]);
    expect(watcher.of('Namespace').map(({ name }) => name)).toContain('kube-system');
    expect(watcher.of('Service')).toContainEqual(
      expect.objectContaining({ name: 'kube-dns', selector: { 'k8s-app': 'kube-dns' } }),
    );
    expect(watcher.of('StorageClass').some(({ isDefault }) => isDefault)).toBe(true);
  });

  it('tells of a Deployment, its ReplicaSet and its pod as they come up', async () => {
    await learner(
      'kubectl create namespace shop && kubectl -n shop create deployment web --image=nginx --port=80',
    );
    await watcher.until(() => podsOfWeb()[0]?.state === 'Running' && podsOfWeb()[0]?.ready === 1);
    const [pod] = podsOfWeb();
    expect(pod).toMatchObject({
      labels: { app: 'web' },
      node: 'lab-control-plane',
      containers: [{ image: 'nginx', ports: [{ port: 80, protocol: 'TCP' }] }],
    });
    const replicaSet = watcher.of('ReplicaSet').find(({ name }) => name === pod?.owner?.name);
    expect(replicaSet?.owner).toEqual({ kind: 'Deployment', name: 'web' });
    await watcher.until(() => watcher.of('Event').some(({ about }) => about.name === pod?.name));
  });

  it('does what the command it shows would do, and says what went wrong', async () => {
    expect((await gives({ verb: 'scale', ...web, replicas: 2 })).exitCode).toBe(0);
    await watcher.until(() => podsOfWeb().filter(({ state }) => state === 'Running').length === 2);
    const [victim] = podsOfWeb();
    expect(
      (await gives({ verb: 'delete', kind: 'Pod', namespace: 'shop', name: victim?.name ?? '' })).exitCode,
    ).toBe(0);
    await watcher.until(() => !podsOfWeb().some(({ name }) => name === victim?.name));
    const missing = await gives({ verb: 'restart', ...web, name: 'no-such' });
    expect(missing.exitCode).toBe(1);
    expect(missing.output).toContain('not found');
  });

  it('asks the API before it changes anything, shows a conflict, and loses nothing', async () => {
    const replaces = (of: ObjectName, yaml: string) => replaceObject(sandbox, of, { yaml, signal });
    const misspelt = await replaces(web, (await yamlOf(web)).replace('replicas: 2', 'replicsa: 1'));
    expect(misspelt).toMatchObject({ state: 'refused', output: expect.stringContaining('replicsa') });
    await learner('kubectl -n shop create configmap lamp --from-literal=colour=red');
    const lamp = { kind: 'ConfigMap', namespace: 'shop', name: 'lamp' } as const;
    const read = await yamlOf(lamp);
    expect(await replaces(lamp, read.replace('red', 'green'))).toEqual({ state: 'saved', output: '' });
    const late = await replaces(lamp, read.replace('red', 'blue'));
    expect(late.state).toBe('conflict');
    expect(await yamlOf(lamp)).toContain('colour: green');
    expect(await replaces(lamp, read.replace('red', 'blue').replace(/ +resourceVersion: .*\n/, ''))).toEqual({
      state: 'saved',
      output: '',
    });
  });

  it('tells the keys of a Secret and none of its values, until they are asked for', async () => {
    await learner(`kubectl -n shop create secret generic db --from-literal=password=${SECRET}`);
    await watcher.until(() => watcher.objects.has('Secret/shop/db'));
    expect(watcher.objects.get('Secret/shop/db')).toMatchObject({ type: 'Opaque', keys: ['password'] });
    const value = Buffer.from(SECRET).toString('base64');
    expect(JSON.stringify([...watcher.objects.values()])).not.toContain(value);
    const db = { kind: 'Secret', namespace: 'shop', name: 'db' } as const;
    expect(await yamlOf(db)).not.toContain(value);
    expect(await yamlOf(db, true)).toContain(value);
  });

  it('takes what a learner writes into things as text, whatever its size', async () => {
    const huge = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'huge',
        labels: { app: 'odd' },
        annotations: { note: '<img src=x onerror=alert(1)>' },
      },
      data: { '-rf': '\u001b]0;title\u0007', big: 'x'.repeat(900_000) },
    });
    await learner('kubectl -n shop create -f -', huge);
    await watcher.until(() => watcher.objects.has('ConfigMap/shop/huge'));
    expect(JSON.stringify(watcher.objects.get('ConfigMap/shop/huge')).length).toBeLessThan(1000);
  });

  it('sees what the learner sees: another user in their kubeconfig, and what that one may not list', async () => {
    const admin = (await learner('kubectl config current-context')).trim();
    await learner(`kubectl -n shop create serviceaccount guest
kubectl create clusterrolebinding guest --clusterrole=view --serviceaccount=shop:guest
kubectl config set-credentials guest --token="$(kubectl -n shop create token guest)"
kubectl config set-context guest --cluster="$(kubectl config view --minify -o 'jsonpath={.clusters[0].name}')" --user=guest
kubectl config use-context guest`);
    await watcher.until(() => watcher.refused.has('Secret') && watcher.whole.has('Pod'));
    expect(watcher.of('Secret')).toEqual([]);
    expect(podsOfWeb().length).toBeGreaterThan(0);
    await learner(`kubectl config use-context ${admin}`);
    await watcher.until(() => watcher.whole.has('Secret'));
    expect(watcher.objects.has('Secret/shop/db')).toBe(true);
  });

  it('tells of a change before anybody would wait for it', async () => {
    const tookMs: number[] = [];
    const forget = watcher.onObject((object) => {
      const at = object.name === 'default' && object.labels['written-at'];
      if (at) tookMs.push(Date.now() - Number(at));
    });
    await learner(WITH_PROXY, CHANGE_OFTEN);
    forget();
    const [half, most] = [0.5, 0.95].map(
      (part) => tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length * part)],
    );
    console.info(`from the write to the telling: p50 ${half} ms, p95 ${most} ms, of ${tookMs.length}`);
    expect(tookMs.length).toBeGreaterThan(20);
    expect(half).toBeLessThan(200);
  });

  it('says that the API is away while it is, and goes on when it is back', async () => {
    const { begun } = watcher;
    watcher.whole.clear();
    await learner('docker exec lab-control-plane pkill kube-apiserver');
    await watcher.until(() => watcher.down === 'unreachable');
    await watcher.until(() => watcher.down === null && watcher.whole.has('Pod'));
    expect(podsOfWeb().length).toBeGreaterThan(0);
    // Nothing had to be told twice.
    expect(watcher.begun).toBe(begun);
  });

  it(`tells of ${MANY} pods in frames of bounded size, and of each that goes`, async () => {
    await learner(
      `kubectl create namespace many && until kubectl -n many get serviceaccount default; do sleep 0.2; done
${WITH_PROXY}`,
      MAKE_MANY,
    );
    const many = () => watcher.of('Pod').filter(({ namespace }) => namespace === 'many');
    await watcher.until(() => many().length === MANY);
    const second = new Watcher(sandbox);
    cleanup.defer(() => second.close());
    const began = performance.now();
    await second.until(() => second.whole.has('Pod'));
    const tookMs = performance.now() - began;
    expect(second.of('Pod').length).toBeGreaterThanOrEqual(MANY);
    expect(Math.max(watcher.largestFrame, second.largestFrame)).toBeLessThan(64 * 1024);
    console.info(`${MANY} pods told in ${Math.round(tookMs)} ms, largest frame ${second.largestFrame} bytes`);
    await second.close();
    await gives({ verb: 'delete', kind: 'Pod', namespace: 'many', name: 'many-7' });
    await watcher.until(() => many().length === MANY - 1);
  });

  it('says so when the kubeconfig leads nowhere', async () => {
    await learner('mv ~/.kube/config ~/.kube/away');
    await watcher.until(() => watcher.down === 'kubeconfig');
    await learner('mv ~/.kube/away ~/.kube/config');
    await watcher.until(() => watcher.down === null && watcher.whole.has('Node'));
  });
});
