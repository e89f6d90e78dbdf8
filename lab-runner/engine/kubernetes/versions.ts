/** What a node is made of, by version and checksum; images/node/versions.json says it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const nodeFolder = fileURLToPath(new URL('../../images/node', import.meta.url));

const moduleSum = z.string().regex(/^h1:[A-Za-z0-9+/]{43}=$/, 'is no checksum of a Go module');

const versionsSchema = z.strictObject({
  /** The Go that compiles everything, fetched through the module proxy. */
  go: z.strictObject({
    version: z.string().regex(/^go1\.\d+\.\d+$/),
    sums: z.strictObject({ amd64: moduleSum, arm64: moduleSum }),
  }),
  products: z.record(
    z.string().regex(/^[a-z0-9-]+$/),
    z.strictObject({
      /** Folder of the Go module that requires it, whose go.sum pins it and everything below it. */
      folder: z.string(),
      module: z.string(),
      version: z.string().regex(/^v\d+\.\d+\.\d+$/),
      sum: moduleSum,
    }),
  ),
  /** Tags of images of a cluster's own pods, where they are not the version of a product. */
  images: z.record(z.string(), z.string()),
});

export type Versions = z.infer<typeof versionsSchema>;

export async function readVersions(folder: string = nodeFolder): Promise<Versions> {
  return versionsSchema.parse(JSON.parse(await readFile(`${folder}/versions.json`, 'utf8')));
}

/** As its images are tagged: v1.36.4. */
export async function kubernetesVersion(): Promise<string> {
  return productVersion(await readVersions(), 'kubernetes');
}

export function productVersion({ products }: Versions, name: string): string {
  const product = products[name];
  if (product === undefined) throw new Error(`versions.json knows no ${name}`);
  return product.version;
}
