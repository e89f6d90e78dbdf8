import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakedPlace, toolsPlace } from '../../engine/bake/baked-place.ts';
import { connectEngine } from '../../engine/connect-engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { readEngineConfig } from '../../engine/engine-config.ts';
import { type CompileContainer, openReadyImage } from '../../engine/kubernetes/compile-container.ts';
import { goTest } from '../../engine/kubernetes/go-test.ts';
import { nodeImageName } from '../../engine/kubernetes/kubernetes-names.ts';
import { kubernetesImages } from '../../engine/kubernetes/pod-images.ts';
import { readVersions } from '../../engine/kubernetes/versions.ts';
import { testInstance } from '../../testing/test-instance.ts';

let engine: Engine;
let node: CompileContainer;

beforeAll(async () => {
  engine = await connectEngine(readEngineConfig(process.env));
  const { folder } = toolsPlace(engine, engine.kubernetesKey);
  node = await openReadyImage(engine.docker, {
    name: `drydock-${testInstance()}`,
    image: nodeImageName(engine.kubernetesKey),
    binds: [`${folder}:/mnt/tools:ro`],
  });
});

afterAll(() => node.close());

async function says(...command: readonly string[]): Promise<string> {
  const lines: string[] = [];
  await node.run(command, {}, (line) => lines.push(line));
  return lines.join('\n');
}

it('has a node that runs what versions.json names', async () => {
  const { products } = await readVersions();
  const version = (name: string) => products[name]?.version;
  expect(await says('kubelet', '--version')).toBe(`Kubernetes ${version('kubernetes')}`);
  expect(await says('kubeadm', 'version', '-o', 'short')).toBe(version('kubernetes'));
  expect(await says('containerd', '--version')).toContain(version('containerd'));
  expect(await says('runc', '--version')).toContain(version('runc')?.slice(1));
  expect(await says('crictl', '--version')).toContain(version('crictl'));
  expect(await says('cat', '/kind/version')).toBe(version('kubernetes'));
});

it('has the images in it that kubeadm asks for', async () => {
  const list = 'kubeadm config images list --kubernetes-version "$(cat /kind/version)" 2>/dev/null';
  const wanted = (await says('sh', '-c', list)).split('\n');
  const there = await says('tar', '-xOf', '/kind/images/system.tar', 'manifest.json');
  expect(wanted.length).toBeGreaterThan(5);
  for (const image of wanted) expect(there).toContain(`"${image}"`);
});

it('gives terminals tools that say their versions', async () => {
  const { products } = await readVersions();
  const version = (name: string) => products[name]?.version;
  expect(await says('/mnt/tools/bin/kubectl', 'version', '--client')).toContain(version('kubernetes'));
  expect(await says('/mnt/tools/bin/kind', 'version')).toContain(version('kind'));
  expect(await says('/mnt/tools/bin/k9s', 'version', '--short')).toContain(version('k9s'));
  expect(await says('/mnt/tools/bin/stern', '--version')).toContain(version('stern')?.slice(1));
  for (const name of ['kubectl', 'kind', 'k9s', 'stern', 'kubectx', 'kubens']) {
    expect(await says('stat', '-c', '%u %a', `/mnt/tools/bin/${name}`)).toMatch(/^65534 755$/);
    expect(await says('head', '-c', '200', `/mnt/tools/completions/${name}`)).not.toBe('');
  }
});

it('has the images of pods and the clusters that labs are cloned from', async () => {
  for (const { local } of await kubernetesImages()) await engine.docker.getImage(local).inspect();
  for (const kind of ['cluster', 'cluster-3'] as const) {
    const { marker } = bakedPlace(engine, engine.kubernetesKey, kind);
    expect((await engine.hostRun(['test', '-e', marker])).exitCode).toBe(0);
  }
});

it("runs the Go tests of what is changed in Kubernetes, and of the images' archives", async () => {
  const said = await goTest(engine, readEngineConfig(process.env), ['./changed/...', './cmd/image-tar']);
  expect(said.match(/^ok /gm)).toHaveLength(3);
}, 600_000);
