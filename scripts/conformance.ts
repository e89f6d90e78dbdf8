/**
 * npm run conformance [-- --minutes 20] [--procs 4] [--kind cluster|cluster-3] [--spec words] [--again]
 * Kubernetes' own conformance tests against clusters of labs. Goes on where the last run ended and writes docs/conformance.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Engine } from '../lab-runner/engine/engine.ts';
import { type EngineConfig, readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { ensureKubernetes } from '../lab-runner/engine/kubernetes/ensure-kubernetes.ts';
import { readVersions } from '../lab-runner/engine/kubernetes/versions.ts';
import { withSetupLock } from '../lab-runner/engine/setup-lock.ts';
import { compileTests } from './conformance/compile-tests.ts';
import { report } from './conformance/report.ts';
import {
  type Outcome,
  type Results,
  readResults,
  resultsFile,
  unjudged,
  writeResults,
} from './conformance/results.ts';
import { listSpecs, runSpecs } from './conformance/run-specs.ts';
import { openTestBed, type TestBed } from './conformance/test-bed.ts';
import { serveTestImages } from './conformance/test-images.ts';
import { exitWith } from './exit-with.ts';
import { prepareEngine } from './prepare-engine.ts';
import { readSettings } from './settings.ts';
import { step } from './steps.ts';

const optionsSchema = z.object({
  minutes: z.coerce.number().min(1).max(600).default(20),
  procs: z.coerce.number().int().min(1).max(32).default(4),
  kind: z.enum(['cluster', 'cluster-3']).default('cluster-3'),
  /** Only specs whose name has these words. */
  spec: z.string().default(''),
  /** Those that failed are judged anew. */
  again: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** Less would end before the first spec does. */
const LEAST_SECONDS = 45;
/** What is lost at most when this process is killed. */
const PORTION_SECONDS = 600;
const SERIAL = '[Serial]';

const { root } = readSettings();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ minutes: { type: 'string' }, procs: { type: 'string' }, kind: { type: 'string' } },
      ...{ spec: { type: 'string' }, again: { type: 'boolean' } },
    },
  });
  const options = optionsSchema.parse(values);
  const config = readEngineConfig(process.env);
  const engine = await prepareEngine();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  await step('kubernetes', (progress) =>
    ensureKubernetes(engine, config, { progress, signal: stopping.signal }),
  );
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const results = await withSetupLock(`conformance ${config.cacheFolder}`, say, () =>
    judge(engine, config, options),
  );
  const failed = Object.values(results.outcomes).filter(({ state }) => state === 'failed').length;
  say(`${Object.keys(results.outcomes).length} of ${results.specs.length} judged so far, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function judge(engine: Engine, config: EngineConfig, options: Options): Promise<Results> {
  await using workshop = await step("Kubernetes' tests", (log) => compileTests(engine, config, log));
  await step('images of the tests', (log) => serveTestImages(engine, config, workshop, log));
  const file = resultsFile(config.cacheFolder, engine.kubernetesKey);
  const before = await readResults(file);
  let results = options.again ? withoutFailed(before) : before;
  await using bed = await step(`a ${options.kind}`, () => openTestBed(engine, config, options.kind));
  results = { ...results, specs: [...(await listSpecs(bed, workshop.folder))] };
  const end = performance.now() + options.minutes * 60_000;
  // What must be alone comes last.
  for (const serial of [false, true]) {
    for (;;) {
      const names = wanted(results, options).filter((name) => name.includes(SERIAL) === serial);
      const seconds = Math.min(PORTION_SECONDS, Math.floor((end - performance.now()) / 1000));
      if (names.length === 0 || seconds < LEAST_SECONDS) break;
      const outcomes = await portion(bed, { ...options, names, serial, seconds, tests: workshop.folder });
      if (outcomes.size === 0) break;
      results = { ...results, outcomes: { ...results.outcomes, ...Object.fromEntries(outcomes) } };
      await writeResults(file, results);
      await writeReport(results, engine.kubernetesKey);
    }
  }
  return results;
}

function wanted(results: Results, { kind, spec }: Options): readonly string[] {
  return unjudged(results, kind).filter((name) => name.includes(spec));
}

/** To be judged anew. */
function withoutFailed(results: Results): Results {
  const kept = Object.entries(results.outcomes).filter(([, { state }]) => state !== 'failed');
  return { ...results, outcomes: Object.fromEntries(kept) };
}

interface Batch extends Options {
  readonly names: readonly string[];
  readonly serial: boolean;
  readonly seconds: number;
  readonly tests: string;
}

async function portion(bed: TestBed, batch: Batch): Promise<ReadonlyMap<string, Outcome>> {
  const { names, serial, seconds } = batch;
  const procs = serial ? 1 : batch.procs;
  process.stdout.write(`${names.length} specs${serial ? ', one by one' : ''}, at most ${seconds} s ...\n`);
  const outcomes = await runSpecs(bed, { ...batch, procs });
  for (const [name, { state, message }] of outcomes) {
    if (state === 'failed') process.stdout.write(`✗ ${name}\n    ${message.split('\n')[0]}\n`);
  }
  process.stdout.write(`${outcomes.size} judged\n`);
  return outcomes;
}

async function writeReport(results: Results, key: string): Promise<void> {
  const { products } = await readVersions();
  const explained = z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile(join(root, 'scripts/conformance/explained.json'), 'utf8')));
  const versions = Object.fromEntries(
    ['kubernetes', 'containerd', 'runc', 'etcd', 'coredns', 'cni'].flatMap((name) => {
      const product = products[name];
      return product === undefined ? [] : [[name, product.version]];
    }),
  );
  await writeFile(
    join(root, 'docs/conformance.md'),
    report(results, { versions, key, explained, at: new Date() }),
  );
}

exitWith(main());
