/** What the operator may say about the lab engine, read once from the environment. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  LAB_ENGINE_HOST: z
    .string()
    .regex(/^(unix|tcp|http|https|ssh):\/\/.+/, 'must begin with unix://, tcp://, https:// or ssh://')
    .optional(),
  LAB_ENGINE: z.enum(['own', 'container']).optional(),
  LAB_CATALOGUE: z.enum(['stand-in', 'mirror']).optional(),
  LAB_NODE_IMAGE: z.string().optional(),
  DRYDOCK_CACHE: z.string().startsWith('/', 'must be an absolute path').optional(),
  DOCKER_HOST: z.string().optional(),
  DOCKER_CERT_PATH: z.string().optional(),
});

export interface EngineConfig {
  /** `LAB_ENGINE_HOST`: an engine that somebody else keeps. It wins over everything. */
  readonly givenHost: string | undefined;
  /** `LAB_ENGINE`: insists on one of our two ways instead of letting the machine decide. */
  readonly wantedWay: 'own' | 'container' | undefined;
  /** `LAB_CATALOGUE`: official images where Docker Hub answers and stand-ins elsewhere, unless told otherwise. */
  readonly catalogueSource: 'automatic' | 'stand-in' | 'mirror';
  /** `LAB_NODE_IMAGE`: an image on the lab engine that takes the place of the node image we build. */
  readonly nodeImage: string | undefined;
  /** Engine data, images and built things; shared by all clones of one user. */
  readonly cacheFolder: string;
  /** The Docker that is there already, for the container way: `DOCKER_HOST`, or undefined for the usual socket. */
  readonly presentDocker: string | undefined;
  /** Folder with ca.pem, cert.pem and key.pem for a tcp:// engine. */
  readonly certFolder: string | undefined;
}

const empty = (value: string | undefined) => (value === '' ? undefined : value);

export function readEngineConfig(env: Readonly<Record<string, string | undefined>>): EngineConfig {
  const cleaned = Object.fromEntries(Object.keys(environment.shape).map((key) => [key, empty(env[key])]));
  const parsed = environment.parse(cleaned);
  return {
    givenHost: parsed.LAB_ENGINE_HOST,
    wantedWay: parsed.LAB_ENGINE,
    catalogueSource: parsed.LAB_CATALOGUE ?? 'automatic',
    nodeImage: parsed.LAB_NODE_IMAGE,
    cacheFolder: parsed.DRYDOCK_CACHE ?? defaultCacheFolder(),
    presentDocker: parsed.DOCKER_HOST,
    certFolder: parsed.DOCKER_CERT_PATH,
  };
}

function defaultCacheFolder(): string {
  return process.getuid?.() === 0 ? '/var/cache/drydock' : join(homedir(), '.cache', 'drydock');
}
