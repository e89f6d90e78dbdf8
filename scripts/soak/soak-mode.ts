/** What a way of trying many labs is given, and what it gives. */
import { z } from 'zod';
import type { Engine } from '../../lab-runner/engine/engine.ts';

const number = (most: number, fallback: number) => z.coerce.number().int().min(0).max(most).default(fallback);

const optionsSchema = z.object({
  kind: z.enum(['docker', 'cluster', 'cluster-3']).default('docker'),
  labs: number(1000, 40),
  /** Sandboxes that wait warm before the first start. */
  pool: number(500, 0),
  minutes: number(600, 5),
  /** At the same time; the others wait for their turn. */
  alive: number(500, 4),
  seed: number(1_000_000, 1),
});
export type SoakOptions = z.infer<typeof optionsSchema>;

/** What was measured, as people read it; `true` as third where it must not be. */
export type SoakRow = readonly [what: string, measured: string, failed?: boolean];

export type SoakMode = (options: SoakOptions, engine: Engine) => Promise<readonly SoakRow[]>;

export function readSoakOptions(given: unknown): SoakOptions {
  const parsed = optionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `--${path.join()}: ${message}`).join('\n'));
}
