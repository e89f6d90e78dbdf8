/** Specs side by side in one cluster, until they are done or time is over. */
import { parse } from 'yaml';
import { z } from 'zod';
import { cutDown, focusOn, outcomesOf } from './ginkgo-report.ts';
import type { Outcome } from './results.ts';
import type { TestBed } from './test-bed.ts';

/** Ginkgo ends what runs when its time is over, and is given this long to clean up and to write its report. */
const GRACE_SECONDS = 60;

export interface Portion {
  readonly kind: Outcome['kind'];
  readonly names: readonly string[];
  readonly procs: number;
  readonly seconds: number;
  /** Folder of the compiled tests. */
  readonly tests: string;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

export async function runSpecs(bed: TestBed, portion: Portion): Promise<ReadonlyMap<string, Outcome>> {
  const { kind, names, procs, seconds, tests } = portion;
  const at = new Date();
  const flags = [
    ...['--kubeconfig=/etc/drydock/kubeconfig', '--kubectl-path=/opt/kubernetes/bin/kubectl'],
    ...['--provider=skeleton', '--disable-log-dump', '--dump-logs-on-failure=false', '--repo-root=/nowhere'],
  ].join(' ');
  const ginkgo = [
    `${tests}/bin/ginkgo --procs=${procs} --timeout=${seconds}s --grace-period=20s --no-color --silence-skips`,
    `--randomize-all --output-dir=/tmp --json-report=report.json --focus=${quoted(focusOn(names))}`,
    `${tests}/bin/e2e.test -- ${flags}`,
  ].join(' ');
  // It ends with 1 when a spec failed: the report says which.
  const script = `cd /tmp && rm -f report.json && { ${ginkgo} >said 2>&1 || true; }
[ -s report.json ] || { tail -n 60 said; exit 1; }
jq --compact-output '${cutDown}' report.json`;
  return outcomesOf(await bed.run(script, (seconds + GRACE_SECONDS) * 1000), { kind, at });
}

const listSchema = z.array(z.looseObject({ codename: z.string() }));

/** As conformance.yaml in the tests names them. */
export async function listSpecs(bed: TestBed, tests: string): Promise<readonly string[]> {
  const text = await bed.run(`${tests}/bin/e2e.test --list-conformance-tests`, 60_000);
  return listSchema.parse(parse(text)).map(({ codename }) => codename);
}
