/** Which images the lab's registry serves; images/catalogue/images.json says it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inputHash } from './input-hash.ts';

export const catalogueFolder = fileURLToPath(new URL('../images/catalogue', import.meta.url));

export const dockerHub = 'docker.io';
const tag = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/);
/** `nginx`, `traefik/whoami`, `google-samples/containers/gke/hello-app`. */
const path = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;
const host = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const catalogueSchema = z.array(
  z.strictObject({
    /** As people type it, without the registry. */
    name: z.string().regex(path),
    /** Where the official image is. */
    registry: z.string().regex(host).default(dockerHub),
    /** Other full names that the same image goes by. */
    alsoAs: z.array(z.string().includes('/')).default([]),
    /** Stage of the Dockerfile, where it is not the name. */
    target: z.string().optional(),
    /** Tags of the stand-in that say truly what is inside. */
    tags: z.array(tag).min(1),
    /** Tags that tutorials ask for, of versions that the stand-in is not; its label says which it is. */
    typed: z.array(tag).default([]),
    /** Tags of the official image that are mirrored where its registry answers. */
    mirror: z.array(tag).min(1),
    standIn: z.string(),
  }),
);

export type CatalogueImage = z.infer<typeof catalogueSchema>[number];

export async function readCatalogue(): Promise<readonly CatalogueImage[]> {
  return catalogueSchema.parse(JSON.parse(await readFile(`${catalogueFolder}/images.json`, 'utf8')));
}

/** By what the catalogue is made from; also the key of the registry's volume. */
export async function catalogueKey(source: 'automatic' | 'stand-in' | 'mirror'): Promise<string> {
  return inputHash([catalogueFolder], [source]);
}

/** Repositories of the lab's registry, which knows no host names; what mirrors of the image's registries are asked for. */
export function repositoriesOf({
  name,
  registry,
  alsoAs,
}: Pick<CatalogueImage, 'name' | 'registry' | 'alsoAs'>): readonly string[] {
  const others = alsoAs.map((full) => {
    const end = full.indexOf('/');
    return repositoryOf(full.slice(end + 1), full.slice(0, end));
  });
  return [...new Set([repositoryOf(name, registry), ...others])];
}

/** Docker Hub keeps `nginx` under `library/nginx`, and a mirror is asked for that. */
function repositoryOf(name: string, registry: string): string {
  return registry === dockerHub && !name.includes('/') ? `library/${name}` : name;
}

/** The name that an engine pulls the official image by. */
export function officialName({ name, registry }: Pick<CatalogueImage, 'name' | 'registry'>): string {
  return registry === dockerHub ? name : `${registry}/${name}`;
}
