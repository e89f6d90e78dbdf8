import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubernetesImages } from './pod-images.ts';
import { compiled, lastTools, productKey } from './products.ts';
import { nodeFolder, readVersions } from './versions.ts';

const read = (path: string) => readFile(join(nodeFolder, path), 'utf8');

describe('versions.json', () => {
  it('says of every product what the go.mod and go.sum that it is built with say', async () => {
    const { products } = await readVersions();
    for (const { folder, module, version, sum } of Object.values(products)) {
      expect(await read(`${folder}/go.mod`)).toMatch(new RegExp(`^(require|)\\s*${module} ${version}$`, 'm'));
      expect((await read(`${folder}/go.sum`)).split('\n')).toContain(`${module} ${version} ${sum}`);
    }
  });

  it('names the tags that kubeadm of this version asks for', async () => {
    const { images } = await readVersions();
    // cmd/kubeadm/app/constants: DefaultEtcdVersion, PauseVersion.
    expect(images).toMatchObject({ etcd: '3.6.8-0', pause: '3.10.2' });
  });

  it('names images that the manifests of a node use', async () => {
    const storage = await read('files/kind/manifests/default-storage.yaml');
    const { images } = await readVersions();
    expect(storage).toContain(`local-path-provisioner:${images['local-path-provisioner']}`);
    expect(storage).toContain(`local-path-helper:${images['local-path-helper']}`);
  });
});

describe('the images of pods', () => {
  it('are put into the registry under their path without a host', async () => {
    const found = (await kubernetesImages()).map(({ repository, tags }) => `${repository}:${tags}`);
    expect(found).toContain('kindest/node:v1.36.4');
    expect(found).toContain('kube-apiserver:v1.36.4');
    expect(found).toContain('coredns/coredns:v1.14.2');
    expect(found).toContain('e2e-test-images/agnhost:2.63.0');
    expect(found).toContain('metrics-server/metrics-server:v0.9.0');
    expect(found).toContain('pause:3.10.2');
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('what is compiled', () => {
  it('has a script and inputs that are there', async () => {
    for (const { name, inputs } of [...compiled, ...lastTools]) {
      expect(await read(`compile/${name}.sh`)).toMatch(/^#!\/bin\/bash\n/);
      for (const input of inputs.filter((path) => /\.\w+$/.test(path))) await read(input);
    }
  });

  it('is compiled again when another image compiles it', async () => {
    expect(await productKey('images', 'one')).toBe(await productKey('images', 'one'));
    expect(await productKey('images', 'one')).not.toBe(await productKey('images', 'other'));
  });
});
