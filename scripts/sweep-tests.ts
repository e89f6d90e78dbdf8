/** Takes away what tests left on the engine that were killed before they could: their sandboxes and what belongs to them. */
import { createDockerDriver } from '../lab-runner/drivers/docker/docker-driver.ts';
import type { Engine } from '../lab-runner/engine/engine.ts';
import type { Log } from '../lab-runner/log.ts';
import { isAbandoned } from '../lab-runner/testing/test-instance.ts';
import type { StepLog } from './steps.ts';

const LABEL = 'drydock.instance';
/** The agent's own tests have a container each, and no instance behind it. */
const AGENT_TEST = 'dd-agent-';

export async function sweepTests(engine: Engine, log: StepLog): Promise<void> {
  // Elsewhere a process may run that we cannot see.
  if (engine.way !== 'own') return;
  for (const instance of (await instancesOn(engine)).filter(isAbandoned)) {
    await endInstance(engine, instance);
    log(`took away what ${instance} had left`);
  }
}

async function instancesOn({ docker, hostRun, stateFolder }: Engine): Promise<readonly string[]> {
  const filters = { label: [LABEL] };
  const [containers, networks, volumes, folders] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
    hostRun(['sh', '-c', 'ls -1 "$1/sandboxes" 2>/dev/null; true', 'drydock', stateFolder]),
  ]);
  const labels = [...containers, ...networks, ...(volumes.Volumes ?? [])].map(
    ({ Labels }) => Labels?.[LABEL],
  );
  const names = [...labels.filter((label) => label !== undefined), ...folders.stdout.split('\n')];
  return [...new Set(names.map((name) => name.replace(AGENT_TEST, '')))];
}

async function endInstance(engine: Engine, instance: string): Promise<void> {
  const driver = await createDockerDriver(engine, { instance, log: silent });
  for (const { id } of await driver.list()) await driver.destroy(id);
  await driver.sweep();
  await driver.close();
  const agent = `${AGENT_TEST}${instance}`;
  await engine.docker
    .getContainer(agent)
    .remove({ force: true, v: true })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 404) throw error;
    });
  await engine.hostRun([
    'rm',
    '-rf',
    `${engine.stateFolder}/${agent}`,
    `${engine.stateFolder}/sandboxes/${instance}`,
  ]);
}

const silent: Log = { info() {}, warn() {}, error() {} };
