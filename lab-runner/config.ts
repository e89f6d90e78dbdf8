/** What the operator may say: the one place of the runner that reads the environment. */
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { LabLimits } from './labs/lab-limits.ts';
import { parseWildcard, type WildcardOrigin } from './previews/preview-names.ts';
import { refusePreviewOrigin } from './previews/refuse-preview-origin.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Origin under which learners reach us, when it is not the host and port we listen on. */
  readonly publicOrigin: string | undefined;
  /** Origin of previews with a star, when learners do not come by localhost. */
  readonly previewOrigin: WildcardOrigin | undefined;
  /** Where pages come from; without it only /lab is served, for a team with a proxy of its own. */
  readonly webUrl: string | undefined;
  readonly mode: 'production' | 'development' | 'test';
  readonly driver: 'docker' | 'memory';
  readonly instance: string;
  readonly contentFolder: string;
  /** Where this process keeps the little that is its own. */
  readonly dataFolder: string;
  readonly ticketSecret: Uint8Array;
  readonly limits: LabLimits;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The environment is wrong. One sentence for each variable: its name, what is wrong, an example. */
export class ConfigError extends Error {
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

const number = (least: number, most: number, fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `must be a number from ${least} to ${most}, such as ${fallback}`,
    });
const whole = (least: number, most: number, fallback: number) =>
  number(least, most, fallback).refine(Number.isInteger, {
    error: `must be a whole number from ${least} to ${most}, such as ${fallback}`,
  });
const origin = (example: string) =>
  z
    .url({
      protocol: /^https?$/,
      error: `must be a URL that begins with http:// or https://, such as ${example}`,
    })
    .transform((text) => new URL(text).origin)
    .optional();
const choice = <const T extends readonly [string, ...string[]]>(words: T, fallback: T[number]) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` }).default(fallback);

const environmentSchema = z.object({
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, {
      error: 'must be an IP address of this machine or localhost, such as 127.0.0.1',
    })
    .default('127.0.0.1'),
  PORT: whole(1, 65_535, 3000),
  PUBLIC_URL: origin('https://drydock.example.org'),
  PREVIEW_ORIGIN: z
    .string()
    .transform(parseWildcard)
    .refine((wildcard) => wildcard !== undefined, {
      error: 'must be an origin whose host begins with a star, such as https://*.preview.example.org',
    })
    .optional(),
  DRYDOCK_WEB_URL: origin('http://127.0.0.1:3001'),
  NODE_ENV: choice(['production', 'development', 'test'], 'production'),
  LOG_LEVEL: choice(['info', 'debug', 'warn', 'error', 'silent'], 'info'),
  DRYDOCK_DATA: z.string().default(join(import.meta.dirname, '../.drydock')),
  CONTENT_DIR: z.string().default(join(import.meta.dirname, '../content')),
  DRYDOCK_TICKET_SECRET: z
    .string({ error: 'is missing: npm start makes one and hands it to both halves' })
    .min(32, { error: 'must have at least 32 characters, such as the output of: openssl rand -base64 32' }),
  LAB_DRIVER: choice(['docker', 'memory'], 'docker'),
  LAB_INSTANCE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, {
      error: 'must be up to 31 small letters, digits and hyphens, such as workshop-1',
    })
    .optional(),
  LAB_POOL_DOCKER: whole(0, 500, 1),
  LAB_POOL_CLUSTER: whole(0, 100, 1),
  LAB_POOL_CLUSTER_3: whole(0, 100, 0),
  LAB_POOL_KEEP_FREE_MIB: whole(0, 1_000_000, 2048),
  LAB_MAX: whole(1, 2000, 100),
  LAB_MAX_PER_LEARNER: whole(1, 50, 2),
  LAB_STARTS_AT_ONCE: whole(1, 64, 4),
  LAB_EXTENSION_MINUTES: whole(1, 480, 30),
  LAB_MAX_MINUTES: whole(5, 10_080, 240),
  LAB_FREEZE_SECONDS: whole(5, 86_400, 120),
  LAB_TERMINALS: whole(1, 32, 8),
  LAB_MEMORY_MIB: whole(256, 262_144, 2048),
  LAB_CPUS: number(0.1, 256, 2),
  LAB_PIDS: whole(128, 1_000_000, 2048),
  LAB_DISK_MIB: whole(1024, 1_048_576, 8192),
  LAB_CLUSTER_MEMORY_MIB: whole(1024, 262_144, 4096),
  LAB_CLUSTER_PIDS: whole(1024, 1_000_000, 8192),
  LAB_CLUSTER_DISK_MIB: whole(4096, 1_048_576, 20_480),
});
type Environment = z.infer<typeof environmentSchema>;

/** Rejects with `ConfigError`, which names every variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(environmentSchema.shape);
  // An empty variable is how a compose file or a CI says "not set".
  const given = Object.fromEntries(known.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => sentence(issue, given)));
  }
  refuseTogether(parsed.data);
  return toConfig(parsed.data);
}

function sentence(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = given[name];
  if (value === undefined || name === 'DRYDOCK_TICKET_SECRET') return `${name} ${issue.message}.`;
  return `${name} is "${value}", but it ${issue.message}.`;
}

/** Values that are fine alone and wrong together. */
function refuseTogether(env: Environment): void {
  const sentences: string[] = [];
  if (env.LAB_DRIVER === 'memory' && env.NODE_ENV !== 'test') {
    sentences.push('LAB_DRIVER is "memory", which isolates nothing and is for tests alone. Leave it out.');
  }
  if (!isLoopback(env.HOST) && env.PUBLIC_URL === undefined) {
    sentences.push(
      `HOST is "${env.HOST}", which lets other machines in: say by which address they come, such as PUBLIC_URL=http://drydock.example.org:${env.PORT}, or leave HOST out.`,
    );
  }
  if (env.PREVIEW_ORIGIN) sentences.push(...refusePreviewOrigin(env.PREVIEW_ORIGIN, env.PUBLIC_URL));
  if (sentences.length > 0) throw new ConfigError(sentences);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function toConfig(env: Environment): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    publicOrigin: env.PUBLIC_URL,
    previewOrigin: env.PREVIEW_ORIGIN,
    webUrl: env.DRYDOCK_WEB_URL,
    mode: env.NODE_ENV,
    driver: env.LAB_DRIVER,
    instance: env.LAB_INSTANCE ?? defaultInstance(env.DRYDOCK_DATA),
    contentFolder: resolve(env.CONTENT_DIR),
    dataFolder: resolve(env.DRYDOCK_DATA),
    ticketSecret: new TextEncoder().encode(env.DRYDOCK_TICKET_SECRET),
    limits: limitsOf(env),
    logLevel: env.LOG_LEVEL,
  };
}

/** Two clones on one machine, or two data folders of one clone, must not find each other's labs. */
function defaultInstance(dataFolder: string): string {
  return `d${createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 8)}`;
}

function limitsOf(env: Environment): LabLimits {
  const docker = {
    memoryMiB: env.LAB_MEMORY_MIB,
    cpus: env.LAB_CPUS,
    pids: env.LAB_PIDS,
    diskMiB: env.LAB_DISK_MIB,
  };
  const cluster = {
    memoryMiB: env.LAB_CLUSTER_MEMORY_MIB,
    cpus: env.LAB_CPUS,
    pids: env.LAB_CLUSTER_PIDS,
    diskMiB: env.LAB_CLUSTER_DISK_MIB,
  };
  return {
    labsPerLearner: env.LAB_MAX_PER_LEARNER,
    labs: env.LAB_MAX,
    terminalsPerLab: env.LAB_TERMINALS,
    startsAtOnce: env.LAB_STARTS_AT_ONCE,
    extensionMinutes: env.LAB_EXTENSION_MINUTES,
    maxMinutes: env.LAB_MAX_MINUTES,
    freezeSeconds: env.LAB_FREEZE_SECONDS,
    sandbox: { docker, cluster, 'cluster-3': { ...cluster, memoryMiB: cluster.memoryMiB * 2 } },
    poolDocker: env.LAB_POOL_DOCKER,
    poolCluster: env.LAB_POOL_CLUSTER,
    poolCluster3: env.LAB_POOL_CLUSTER_3,
    poolKeepFreeMiB: env.LAB_POOL_KEEP_FREE_MIB,
  };
}
