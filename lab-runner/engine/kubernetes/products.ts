/** What is compiled, in which order, and from what. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputHash } from '../input-hash.ts';
import { nodeFolder } from './versions.ts';

export interface Product {
  /** Also the name of its script in images/node/compile. */
  readonly name: string;
  readonly title: string;
  /** On an idle machine with two cores and empty caches. */
  readonly seconds: number;
  readonly diskGiB: number;
  /** Folders and files below images/node whose change means compiling again. */
  readonly inputs: readonly string[];
  /** Products whose results it reads. */
  readonly needs?: readonly string[];
}

const goModule = ['go/go.mod', 'go/go.sum'];

export const compiled: readonly Product[] = [
  {
    name: 'kubernetes',
    title: 'Compiling Kubernetes',
    seconds: 440,
    diskGiB: 6,
    inputs: [...goModule, 'go/cmd/kube', 'go/cmd/kubectl', 'go/changed'],
  },
  { name: 'etcd', title: 'Compiling etcd', seconds: 20, diskGiB: 0.3, inputs: [...goModule, 'go/cmd/etcd'] },
  {
    name: 'coredns',
    title: 'Compiling CoreDNS',
    seconds: 60,
    diskGiB: 1,
    inputs: [...goModule, 'go/cmd/coredns'],
  },
  { name: 'crictl', title: 'Compiling crictl', seconds: 10, diskGiB: 0.2, inputs: goModule },
  { name: 'cni', title: 'Compiling the network plugins', seconds: 12, diskGiB: 0.2, inputs: goModule },
  { name: 'metrics-server', title: 'Compiling metrics-server', seconds: 15, diskGiB: 0.3, inputs: goModule },
  {
    name: 'local-path-provisioner',
    title: 'Compiling the storage provisioner',
    seconds: 10,
    diskGiB: 0.2,
    inputs: goModule,
  },
  { name: 'agnhost', title: 'Compiling agnhost', seconds: 15, diskGiB: 0.3, inputs: goModule },
  {
    name: 'drydock-node',
    title: "Compiling the node's agent",
    seconds: 15,
    diskGiB: 0.2,
    inputs: [...goModule, 'go/cmd/drydock-node', 'go/cmd/drydock-cni', 'go/cmd/image-tar', 'go/internal'],
  },
  { name: 'containerd', title: 'Compiling containerd', seconds: 60, diskGiB: 1, inputs: ['containerd'] },
  { name: 'runc', title: 'Compiling runc', seconds: 25, diskGiB: 0.2, inputs: ['runc'] },
  { name: 'kind', title: 'Compiling kind', seconds: 15, diskGiB: 0.2, inputs: ['kind'] },
  {
    name: 'images',
    title: 'Packing the images of a cluster',
    seconds: 15,
    diskGiB: 1,
    inputs: ['images.json'],
    needs: [
      ...['kubernetes', 'etcd', 'coredns', 'metrics-server', 'local-path-provisioner', 'agnhost'],
      'drydock-node',
    ],
  },
  { name: 'kubectx', title: 'Fetching kubectx', seconds: 1, diskGiB: 0, inputs: [] },
  {
    name: 'completions',
    title: "Making the shell's completions",
    seconds: 2,
    diskGiB: 0,
    inputs: [],
    needs: ['kubernetes', 'kind'],
  },
];

/** They take long and no cluster needs them, so they come last. */
export const lastTools: readonly Product[] = [
  { name: 'stern', title: 'Compiling stern', seconds: 20, diskGiB: 0.3, inputs: goModule },
  { name: 'k9s', title: 'Compiling K9s', seconds: 180, diskGiB: 4, inputs: ['k9s'] },
];

/** Kubernetes' own tests: compiled when somebody asks for them (npm run conformance). */
export const e2e: Product = {
  name: 'e2e',
  title: "Compiling Kubernetes' own tests",
  seconds: 240,
  diskGiB: 4,
  inputs: [...goModule, 'e2e'],
};

const allProducts = [...compiled, ...lastTools, e2e];

/** What compiles, and how results are named from the sources as they were at one moment. */
export interface Compiler {
  readonly image: string;
  readonly keys: ReadonlyMap<string, string>;
}

export async function compilerOf(image: string): Promise<Compiler> {
  const names = allProducts.map(({ name }) => name);
  const keys = await Promise.all(names.map(async (name) => [name, await productKey(name, image)] as const));
  return { image, keys: new Map(keys) };
}

/** Names a product's result: its own inputs, those of what it reads, and what compiles it. */
export async function productKey(name: string, compiler: string): Promise<string> {
  const product = productNamed(name);
  const inputs = ['versions.json', 'compile/common.sh', `compile/${name}.sh`, ...product.inputs];
  const paths = inputs.map((path) => join(nodeFolder, path));
  const needs = await Promise.all((product.needs ?? []).map((need) => productKey(need, compiler)));
  const files = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(textOfFolder)));
  return inputHash(paths, [compiler, ...files, ...needs]);
}

/** A folder has no text of its own; one that is not there yet has none either. */
function textOfFolder(error: NodeJS.ErrnoException): string {
  if (error.code === 'EISDIR' || error.code === 'ENOENT') return '';
  throw error;
}

export function productNamed(name: string): Product {
  const product = allProducts.find((one) => one.name === name);
  if (product === undefined) throw new Error(`Nothing called ${name} is compiled`);
  return product;
}
