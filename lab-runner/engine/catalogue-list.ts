/** Which images the lab's registry serves; images/catalogue/images.json says it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inputHash } from './input-hash.ts';

export const catalogueFolder = fileURLToPath(new URL('../images/catalogue', import.meta.url));

const tag = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/);

const catalogueSchema = z.array(
  z.strictObject({
    /** As people type it: `nginx`, `traefik/whoami`. */
    name: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/),
    /** Stage of the Dockerfile, where it is not the name. */
    target: z.string().optional(),
    /** Tags of the stand-in. */
    tags: z.array(tag).min(1),
    /** Tags of the official image that are mirrored where Docker Hub answers. */
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

/** Docker Hub keeps `nginx` under `library/nginx`, and a mirror is asked for that. */
export function repositoryOf(name: string): string {
  return name.includes('/') ? name : `library/${name}`;
}
