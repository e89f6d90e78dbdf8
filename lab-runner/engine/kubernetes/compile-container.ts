/** The container that compiles: Debian's Go and C compilers, our sources, and caches that outlive it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { extract, pack } from 'tar-stream';
import { ensureBaseImage } from '../base-image.ts';
import { buildImage, hostCertificates } from '../build-image.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { removeContainer } from '../fill-registry.ts';
import { hasImage } from '../images.ts';
import { inputHash } from '../input-hash.ts';
import { type Progress, timed } from '../progress.ts';
import { type GoFolders, goFolders } from './go-folders.ts';
import { nodeFolder } from './versions.ts';

/** The largest link takes about 3 GiB. */
const memoryBytes = 6 * 1024 ** 3;
const processes = 4096;
/** A compile gives way to labs. */
const cpuShares = 256;
const longestScriptSeconds = 3 * 3600;

export interface CompileContainer {
  /** Runs a command with these variables. Rejects with the last lines when it fails. Each line is told. */
  run(command: readonly string[], env: Readonly<Record<string, string>>, onLine: Progress): Promise<void>;
  /** What a file holds. */
  read(path: string): Promise<Readable>;
  close(): Promise<void>;
}

export async function compilerImageName(): Promise<string> {
  return `drydock/compiler:${await inputHash([join(nodeFolder, 'compiler')])}`;
}

export async function ensureCompilerImage(engine: Engine, config: EngineConfig, progress: Progress) {
  const tag = await compilerImageName();
  if (await hasImage(engine.docker, tag)) return;
  await ensureBaseImage(engine.docker, config.cacheFolder, progress);
  await timed(progress, `Building ${tag}`, async () =>
    buildImage(
      engine.docker,
      {
        tag,
        folder: join(nodeFolder, 'compiler'),
        extraFiles: { 'host-ca.crt': await hostCertificates() },
        labels: { 'org.drydock.image': 'compiler' },
      },
      progress,
    ),
  );
}

export interface OpenOptions {
  readonly name: string;
  readonly image: string;
  /** How it uses Go's caches and what was compiled. */
  readonly caches?: GoFolders;
  /** Beside those of the caches. */
  readonly binds?: readonly string[];
  /** For tests of what changes networks: it may, in its own. */
  readonly ownsNetworks?: boolean;
}

/** One of this name at a time: an interrupted run's container would go on compiling beside this one. */
export async function openCompileContainer(
  engine: Engine,
  config: EngineConfig,
  { name, image, caches = 'written', binds = [], ownsNetworks = false }: OpenOptions,
): Promise<CompileContainer> {
  const { docker } = engine;
  await removeContainer(docker, name);
  const container = await docker.createContainer({
    name,
    Image: image,
    Entrypoint: ['sleep'],
    Cmd: ['infinity'],
    WorkingDir: '/node',
    HostConfig: {
      Init: true,
      Binds: [...(await goFolders(engine, config, caches)), ...binds],
      Memory: memoryBytes,
      MemorySwap: memoryBytes,
      PidsLimit: processes,
      CpuShares: cpuShares,
      ...(ownsNetworks && { CapAdd: ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN'], ReadonlyPaths: [] }),
    },
  });
  await container.start();
  await container.putArchive(await sources(), { path: '/' });
  return opened(docker, container, name);
}

/** A container of an image that is ready, to take files out of it. */
export async function openReadyImage(
  docker: Docker,
  { name, image, binds = [] }: OpenOptions,
): Promise<CompileContainer> {
  await removeContainer(docker, name);
  const container = await docker.createContainer({
    name,
    Image: image,
    Entrypoint: ['sleep'],
    Cmd: ['infinity'],
    HostConfig: { Init: true, NetworkMode: 'none', Binds: [...binds] },
  });
  await container.start();
  return opened(docker, container, name);
}

function opened(docker: Docker, container: Docker.Container, name: string): CompileContainer {
  return {
    run: (command, env, onLine) => runInside(docker, container, command, env, onLine),
    read: (path) => readInside(container, path),
    close: () => removeContainer(docker, name),
  };
}

/** The engine hands out a file as an archive of one. */
async function readInside(container: Docker.Container, path: string): Promise<Readable> {
  const archive = extract();
  const found = new Promise<Readable>((resolve, reject) => {
    archive.once('entry', (_header, content, next) => {
      content.once('end', next);
      resolve(Readable.from(content));
    });
    archive.once('error', reject);
  });
  (await container.getArchive({ path })).pipe(archive);
  return found;
}

/** With the tests and their data, which the key of images leaves out. */
async function sources(): Promise<Readable> {
  const tar = pack();
  void (async () => {
    for (const file of await allFilesBelow(nodeFolder)) {
      const executable = ((await stat(file)).mode & 0o111) !== 0;
      const name = join('node', relative(nodeFolder, file));
      tar.entry({ name, mode: executable ? 0o755 : 0o644, mtime: new Date(0) }, await readFile(file));
    }
    tar.finalize();
  })().catch((error: Error) => tar.destroy(error));
  return Readable.from(tar);
}

async function allFilesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function runInside(
  docker: Docker,
  container: Docker.Container,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine: Progress,
): Promise<void> {
  const exec = await container.exec({
    Cmd: ['timeout', '--signal=KILL', `${longestScriptSeconds}`, ...command],
    Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await exec.start({ hijack: true, stdin: false });
  const output = new PassThrough();
  docker.modem.demuxStream(stream, output, output);
  const last: string[] = [];
  const reading = eachTextLine(output, (line) => {
    last.push(line);
    if (last.length > 60) last.shift();
    onLine(line);
  });
  await new Promise<void>((resolve, reject) => {
    stream.once('end', resolve).once('close', resolve).once('error', reject);
  });
  output.end();
  await reading;
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw new Error(`${command.join(' ')} ended with ${ExitCode}\n${last.join('\n')}`);
}

async function eachTextLine(stream: NodeJS.ReadableStream, onLine: Progress): Promise<void> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  }
  if (rest !== '') onLine(rest);
}
