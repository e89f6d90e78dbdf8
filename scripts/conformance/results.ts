/** What every spec came to so far: kept beside the built clusters, so that a run goes on where the last one ended. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const outcomeSchema = z.object({
  state: z.enum(['passed', 'failed', 'skipped']),
  seconds: z.number(),
  /** Why it failed or was skipped, in the words of the spec. */
  message: z.string(),
  kind: z.enum(['cluster', 'cluster-3']),
  /** ISO time. */
  at: z.string(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

const resultsSchema = z.object({
  /** All that there are, in the order of conformance.yaml. */
  specs: z.array(z.string()),
  outcomes: z.record(z.string(), outcomeSchema),
});
export type Results = z.infer<typeof resultsSchema>;

/** Of the clusters that are made now; others have a file of their own. */
export function resultsFile(cacheFolder: string, kubernetesKey: string): string {
  return join(cacheFolder, 'kubernetes', `conformance-${kubernetesKey}.json`);
}

export async function readResults(file: string): Promise<Results> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"specs":[],"outcomes":{}}';
    throw error;
  });
  return resultsSchema.parse(JSON.parse(text));
}

export async function writeResults(file: string, results: Results): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(results, null, 1)}\n`);
  await rename(`${file}.new`, file);
}

/** A spec that was skipped on one node is not judged before three nodes have skipped it too. */
export function unjudged({ specs, outcomes }: Results, kind: Outcome['kind']): readonly string[] {
  return specs.filter((name) => {
    const outcome = outcomes[name];
    return outcome === undefined || (outcome.state === 'skipped' && outcome.kind !== kind);
  });
}
