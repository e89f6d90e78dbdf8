/** How this process talks to the engine and to its host, by the way that was taken. */
import { mkdir } from 'node:fs/promises';
import { LabError } from '../errors.ts';
import { engineContainer, engineInContainer, presentDocker } from './container-engine.ts';
import { dockerAt } from './docker-at.ts';
import type { Engine, EngineWay } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { givenHostRun, givenStateFolder } from './given-engine.ts';
import { ownHostRun } from './host-run.ts';
import { ownDocker } from './own-engine.ts';
import { ownEngineLayout } from './own-engine-layout.ts';
import { runInContainer } from './run-in-container.ts';

export type Reach = Pick<Engine, 'docker' | 'stateFolder' | 'sharesFileSystem' | 'hostRun'>;

export async function reachEngine(way: EngineWay, config: EngineConfig): Promise<Reach> {
  switch (way) {
    case 'own':
      return reachOwn(config);
    case 'container':
      return reachContainer(config);
    case 'given':
      return reachGiven(config);
  }
}

async function reachOwn({ cacheFolder }: EngineConfig): Promise<Reach> {
  const { stateFolder } = ownEngineLayout(cacheFolder);
  await mkdir(stateFolder, { recursive: true });
  return {
    docker: ownDocker(cacheFolder),
    stateFolder,
    sharesFileSystem: true,
    hostRun: ownHostRun(cacheFolder),
  };
}

async function reachContainer(config: EngineConfig): Promise<Reach> {
  const present = presentDocker(config);
  const docker = await engineInContainer(present).catch((cause: unknown) => {
    throw new LabError('engine_down', { detail: `The container ${engineContainer} does not answer`, cause });
  });
  return {
    docker,
    stateFolder: '/var/lib/drydock/state',
    sharesFileSystem: false,
    hostRun: (command, options) =>
      runInContainer(present, engineContainer, command, options).catch((cause: unknown) => {
        throw new LabError('engine_down', { detail: `Nothing can be run in ${engineContainer}`, cause });
      }),
  };
}

async function reachGiven(config: EngineConfig): Promise<Reach> {
  const docker = dockerAt(config.givenHost ?? '', config.certFolder);
  return { docker, stateFolder: givenStateFolder, sharesFileSystem: false, hostRun: givenHostRun(docker) };
}
