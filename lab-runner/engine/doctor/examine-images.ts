/** What sandboxes are made from: the sandbox image, the registry, its catalogue. */
import { catalogueKey } from '../catalogue-list.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { hasImage } from '../images.ts';
import { servedCatalogue } from '../lab-registry.ts';
import { registryAddress, registryPort } from '../registry-place.ts';
import { type Finding, good, mend, note } from './finding.ts';

const buildAll = 'Run npm start: it builds what is missing.';

export async function examineImages(engine: Engine, config: EngineConfig): Promise<readonly Finding[]> {
  return [await sandboxImage(engine), ...(await registry(engine, config))];
}

async function sandboxImage(engine: Engine): Promise<Finding> {
  return (await hasImage(engine.docker, engine.sandboxImage))
    ? good('Sandbox image', engine.sandboxImage)
    : mend('Sandbox image', `${engine.sandboxImage} is not there`, buildAll);
}

async function registry(engine: Engine, config: EngineConfig): Promise<readonly Finding[]> {
  const served = await servedCatalogue(engine.docker);
  if (served === undefined) return [mend('Registry', "the lab's registry does not run", buildAll)];
  const repositories = await catalogueOf(engine);
  if (repositories === undefined) {
    return [
      mend(
        'Registry',
        "the lab's registry runs and does not answer",
        'docker restart drydock-registry on the lab engine.',
      ),
    ];
  }
  const current = (await catalogueKey(config.catalogueSource)) === served;
  return [
    good(
      'Registry',
      `read-only, with ${repositories.length} images: ${repositories.map(shortName).join(', ')}`,
    ),
    ...(current ? [] : [note('Catalogue', 'made from other files than those here', buildAll)]),
  ];
}

const shortName = (repository: string) => repository.replace(/^library\//, '');

async function catalogueOf(engine: Engine): Promise<readonly string[] | undefined> {
  const ask = `exec 3<>/dev/tcp/${registryAddress}/${registryPort} && printf 'GET /v2/_catalog HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3`;
  const answer = await engine.hostRun(['bash', '-c', ask], { timeoutMs: 5000 });
  const body = answer.stdout.split('\r\n\r\n')[1];
  if (answer.exitCode !== 0 || body === undefined) return undefined;
  return (JSON.parse(body) as { repositories: string[] }).repositories;
}
