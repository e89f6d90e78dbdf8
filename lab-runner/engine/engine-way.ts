/** Which of the three ways to an engine this machine takes. Chosen openly: whoever starts it is told which and why. */
import type { EngineWay } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';

export async function chooseEngineWay(config: EngineConfig): Promise<EngineWay> {
  if (config.givenHost !== undefined) return 'given';
  if (config.wantedWay !== undefined) return config.wantedWay;
  return isRootOnLinux() ? 'own' : 'container';
}

function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

export function describeWay(way: EngineWay, config: EngineConfig): string {
  switch (way) {
    case 'given':
      return `The lab engine is the one that LAB_ENGINE_HOST names: ${config.givenHost}`;
    case 'own':
      return 'The lab engine is a dockerd of our own with users remapped, because this is root on Linux';
    case 'container':
      return 'The lab engine is our engine image, as a container on the Docker that is there';
  }
}
