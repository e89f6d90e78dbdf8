/** npm run doctor: engine, isolation, limits, disk, memory, kernel settings, port, images; with the remedy for each finding. */
import { createDockerDriver } from '../lab-runner/drivers/docker/docker-driver.ts';
import { connectEngine } from '../lab-runner/engine/connect-engine.ts';
import { examineEngine } from '../lab-runner/engine/doctor/examine-engine.ts';
import { examineHost, readHostFacts } from '../lab-runner/engine/doctor/examine-host.ts';
import { examineImages } from '../lab-runner/engine/doctor/examine-images.ts';
import { examineKubernetes } from '../lab-runner/engine/doctor/examine-kubernetes.ts';
import { examineLimits } from '../lab-runner/engine/doctor/examine-limits.ts';
import { type Finding, good, mend, note, reportOf } from '../lab-runner/engine/doctor/finding.ts';
import { readKubernetesFacts } from '../lab-runner/engine/doctor/kubernetes-facts.ts';
import type { Engine } from '../lab-runner/engine/engine.ts';
import { type EngineConfig, readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { chooseEngineWay, describeWay } from '../lab-runner/engine/engine-way.ts';
import { asLabError } from '../lab-runner/errors.ts';
import { createLog } from '../lab-runner/write-log.ts';
import { assertPortFree } from './ports.ts';
import { readSettings } from './settings.ts';

async function examine(config: EngineConfig): Promise<readonly Finding[]> {
  const engine = await connectEngine(config).catch((error: unknown) => asLabError(error));
  if (engine instanceof Error) {
    const why = engine.detail ?? engine.message;
    return [
      mend(
        'Lab engine',
        `${describeWay(await chooseEngineWay(config), config)}. ${why}`,
        'Run npm start, which starts it.',
      ),
    ];
  }
  return [
    ...(await examineEngine(engine)),
    ...examineLimits(await enforcedBy(engine)),
    ...examineHost(await readHostFacts(engine)),
    ...(await examineImages(engine, config)),
    ...examineKubernetes(await readKubernetesFacts(engine, config)),
  ];
}

/** The driver itself is asked, so that the doctor cannot promise what sandboxes do not get. */
async function enforcedBy(engine: Engine): Promise<{ readonly limits: readonly string[] }> {
  const driver = await createDockerDriver(engine, { instance: 'doctor', log: createLog('silent') });
  try {
    return driver.capabilities;
  } finally {
    await driver.close();
  }
}

async function examinePort(): Promise<Finding> {
  const { host, port } = readSettings();
  const about = `Port ${port}`;
  const ours = await fetch(`http://${host}:${port}/lab/health`, { signal: AbortSignal.timeout(2000) }).catch(
    () => undefined,
  );
  await ours?.body?.cancel();
  if (ours?.ok) return good(about, 'Drydock answers there');
  return assertPortFree(host, port).then(
    () => good(about, 'free'),
    (error: Error) => note(about, 'taken by another program', error.message),
  );
}

async function main(): Promise<void> {
  const findings = [...(await examine(readEngineConfig(process.env))), await examinePort()];
  process.stdout.write(`${reportOf(findings)}\n`);
  const toMend = findings.filter(({ level }) => level === 'mend').length;
  process.stdout.write(
    toMend === 0 ? '\nLabs can run here.\n' : `\n${toMend} to mend before labs can run here.\n`,
  );
  process.exitCode = toMend === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`drydock: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
