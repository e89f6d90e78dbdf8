/** docs/conformance.md, from the results so far. */
import { cpus, totalmem } from 'node:os';
import type { Outcome, Results } from './results.ts';

export interface Circumstances {
  readonly versions: Readonly<Record<string, string>>;
  readonly key: string;
  /** Why a spec fails here, by its name; a failure without is unexplained. */
  readonly explained: Readonly<Record<string, string>>;
  readonly at: Date;
}

export function report(results: Results, { versions, key, explained, at }: Circumstances): string {
  const { specs, outcomes } = results;
  const of = (state: Outcome['state']) => specs.filter((name) => outcomes[name]?.state === state);
  const [passed, failed, skipped] = [of('passed'), of('failed'), of('skipped')];
  const open = specs.filter((name) => outcomes[name] === undefined);
  const unexplained = failed.filter((name) => explained[name] === undefined).length;
  const kinds = (['cluster', 'cluster-3'] as const).map((kind) => {
    const count = specs.filter((name) => outcomes[name]?.kind === kind).length;
    return `${count} on ${kind === 'cluster' ? 'one node' : 'three nodes'}`;
  });
  return `# Conformance

Kubernetes' own tests (\`e2e.test\`, built from the same Go module as the cluster), those marked \`[Conformance]\`, against
clusters of labs: clones in sandboxes, offline, with images from the lab's registry.

Made by \`npm run conformance\`, last on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC, on ${cpus().length} cores and ${Math.round(totalmem() / 2 ** 30)} GiB.
Each run takes a portion (\`--minutes\`) and goes on where the last one ended, for as long as clusters are made of the same
inputs (key ${key}). ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.

| of ${specs.length} | |
| --- | --- |
| passed | ${passed.length} |
| failed | ${failed.length}, of which ${unexplained} unexplained |
| skipped by themselves | ${skipped.length} |
| not yet judged | ${open.length} |

Judged: ${kinds.join(', ')}.

${section('Failed', failed, (name) => explained[name] ?? `Unexplained: ${firstLine(outcomes[name])}`)}
${section('Skipped', skipped, (name) => firstLine(outcomes[name]))}
${section('Passed', passed, (name) => `${outcomes[name]?.seconds ?? 0} s`)}
${section('Not yet judged', open, () => '')}`;
}

function section(title: string, names: readonly string[], said: (name: string) => string): string {
  const lines = names.map((name) => {
    const text = said(name);
    return `- ${inline(name)}${text === '' ? '' : `: ${text}`}`;
  });
  return `## ${title}\n\n${lines.length === 0 ? 'None.' : lines.join('\n')}\n`;
}

/** Names of specs are full of brackets and stars. */
const inline = (text: string) => `\`${text.replaceAll('`', "'")}\``;

function firstLine(outcome: Outcome | undefined): string {
  return (outcome?.message ?? '').split('\n')[0]?.slice(0, 300) ?? '';
}
