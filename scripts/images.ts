/** npm run images [list | build | save <file> | load <file> | push <registry>]: so that a team builds once. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { baseImage } from '../lab-runner/engine/base-image.ts';
import { connectEngine } from '../lab-runner/engine/connect-engine.ts';
import type { Engine } from '../lab-runner/engine/engine.ts';
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { eachLine, hasImage } from '../lab-runner/engine/images.ts';
import { nodeImageName, wholeImageName } from '../lab-runner/engine/kubernetes/kubernetes-names.ts';
import { ensureWholeImage } from '../lab-runner/engine/kubernetes/whole-image.ts';
import { exitWith } from './exit-with.ts';
import { prepareEngine } from './prepare-engine.ts';
import { prepareKubernetesLabs } from './prepare-kubernetes-labs.ts';
import { step } from './steps.ts';

const usage = `npm run images                      what is on the lab engine, with sizes
npm run images build                build what is missing, and the one image of Kubernetes labs
npm run images save <file>          all of it into one archive
npm run images load <file>          the archive into the lab engine of another machine
npm run images push <registry>      into a registry; LAB_NODE_IMAGE names it from there
`;

async function main(args: readonly string[]): Promise<number> {
  const [command = 'list', target] = args;
  switch (command) {
    case 'list':
      return list(await connectEngine(readEngineConfig(process.env)));
    case 'build':
      await build();
      return 0;
    case 'save':
      return target === undefined ? wrong() : save(target);
    case 'load':
      return target === undefined ? wrong() : load(target);
    case 'push':
      return target === undefined ? wrong() : push(target);
    default:
      return wrong();
  }
}

function wrong(): number {
  process.stderr.write(usage);
  return 2;
}

async function list(engine: Engine): Promise<number> {
  const current = new Set([
    engine.sandboxImage,
    nodeImageName(engine.kubernetesKey),
    wholeImageName(engine.kubernetesKey),
  ]);
  const images = await engine.docker.listImages();
  const rows = images
    .flatMap(({ RepoTags, Size }) => (RepoTags ?? []).map((name) => ({ name, size: Size })))
    .filter(({ name }) => name !== '<none>:<none>')
    .sort((one, other) => one.name.localeCompare(other.name));
  for (const { name, size } of rows) {
    const megabytes = `${Math.round(size / 1e6)} MB`.padStart(8);
    process.stdout.write(`${megabytes}  ${name}${current.has(name) ? '  (of these sources)' : ''}\n`);
  }
  for (const name of current) {
    if (!(await hasImage(engine.docker, name))) process.stdout.write(`   (not)  ${name}\n`);
  }
  return 0;
}

/** Layers that images share are listed with each and stored once. */
async function build(): Promise<{ engine: Engine; names: readonly string[] }> {
  const engine = await prepareEngine();
  await prepareKubernetesLabs(engine);
  const whole = await step('image of Kubernetes labs', () =>
    ensureWholeImage(engine, readEngineConfig(process.env)),
  );
  return { engine, names: [baseImage, engine.sandboxImage, whole] };
}

async function save(file: string): Promise<number> {
  const { engine, names } = await build();
  const query = names.map((name) => `names=${encodeURIComponent(name)}`).join('&');
  await step(`saving ${names.join(', ')}`, async () => {
    const archive = await archiveOf(engine, `/images/get?${query}`);
    // A half-written archive never has the name that was asked for.
    await pipeline(archive, createWriteStream(`${file}.part`));
    await rename(`${file}.part`, file);
  });
  return 0;
}

/** dockerode saves one image at a time; the engine itself saves several with their shared layers once. */
function archiveOf({ docker }: Engine, path: string): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(
      { path, method: 'GET', isStream: true, statusCodes: { 200: true, 500: 'server error' } },
      (error: unknown, data: unknown) => (error ? reject(error) : resolve(data as NodeJS.ReadableStream)),
    );
  });
}

async function load(file: string): Promise<number> {
  const engine = await connectEngine(readEngineConfig(process.env));
  await step(`loading ${file}`, async (log) => {
    const answer = await engine.docker.loadImage(createReadStream(file));
    await eachLine(answer, ({ stream }) => {
      if (stream !== undefined) log(stream.trim());
    });
  });
  process.stdout.write('npm start takes from here what fits its sources, and makes the rest.\n');
  return 0;
}

async function push(registry: string): Promise<number> {
  const { engine, names } = await build();
  for (const name of names.slice(1)) {
    const repo = `${registry.replace(/\/$/, '')}/${name.split(':')[0]}`;
    const tag = name.split(':')[1];
    await step(`pushing ${repo}:${tag}`, async () => {
      await engine.docker.getImage(name).tag({ repo, ...(tag !== undefined && { tag }) });
      const stream = await engine.docker.getImage(`${repo}:${tag}`).push({ authconfig: registryLogin() });
      await eachLine(stream, () => {});
    });
    if (name === wholeImageName(engine.kubernetesKey)) {
      process.stdout.write(`Set LAB_NODE_IMAGE=${repo}:${tag} where it is to be used.\n`);
    }
  }
  return 0;
}

/** As `docker login` would be told; empty for a registry that asks for nothing. */
function registryLogin(): { username: string; password: string } {
  return { username: process.env.REGISTRY_USER ?? '', password: process.env.REGISTRY_PASSWORD ?? '' };
}

exitWith(main(process.argv.slice(2)));
