/** Builds an image through the engine's API with the classic builder, which every engine has. */
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { eachLine } from './images.ts';
import { filesBelow } from './input-hash.ts';
import type { Progress } from './progress.ts';

export interface BuildRequest {
  readonly tag: string;
  readonly folder: string;
  /** Files that are no part of the folder: name in the context → content. */
  readonly extraFiles?: Readonly<Record<string, string>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly dockerfile?: string;
}

/** Rejects with the failing step's last lines. Layers that were built before are used again. */
export async function buildImage(docker: Docker, request: BuildRequest, progress: Progress): Promise<void> {
  const stream = await docker.buildImage(await buildContext(request), {
    t: request.tag,
    dockerfile: request.dockerfile ?? 'Dockerfile',
    buildargs: { ...request.buildArgs },
    labels: { ...request.labels },
    ...(request.target !== undefined && { target: request.target }),
    forcerm: true,
  });
  const last: string[] = [];
  const tell = stepTeller(progress);
  try {
    await eachLine(stream, ({ stream: text }) => {
      if (text === undefined) return;
      last.push(text);
      if (last.length > 60) last.shift();
      tell(text);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${request.tag} could not be built: ${reason}\n${last.join('').trimEnd()}`);
  }
}

/** One line per step of the Dockerfile, with how long the step before it took. */
function stepTeller(progress: Progress): (text: string) => void {
  let startedAt = performance.now();
  let current = '';
  return (text) => {
    const found = /^Step (\d+\/\d+) : (.*)/.exec(text);
    const done = text.startsWith('Successfully built');
    if (found === null && !done) return;
    const seconds = (performance.now() - startedAt) / 1000;
    if (current !== '' && seconds >= 1) progress(`${current}: ${seconds.toFixed(1)} s`);
    startedAt = performance.now();
    current = found === null ? '' : `${found[1]} ${(found[2] ?? '').slice(0, 70)}`;
  };
}

async function buildContext(request: BuildRequest): Promise<NodeJS.ReadableStream> {
  const tar = pack();
  const files = (await filesBelow(request.folder)).sort();
  void (async () => {
    for (const file of files) {
      const { mode } = await stat(file);
      const executable = (mode & 0o111) !== 0;
      // Times would make the builder's cache miss after every checkout.
      tar.entry(
        { name: relative(request.folder, file), mode: executable ? 0o755 : 0o644, mtime: new Date(0) },
        await readFile(file),
      );
    }
    for (const [name, text] of Object.entries(request.extraFiles ?? {})) {
      tar.entry({ name, mode: 0o644, mtime: new Date(0) }, text);
    }
    tar.finalize();
  })().catch((error: Error) => tar.destroy(error));
  return Readable.from(tar);
}

/** The certificates that this machine trusts: behind a proxy that ends TLS, a build needs them too. Empty when unknown. */
export async function hostCertificates(): Promise<string> {
  const candidates = [
    process.env.SSL_CERT_FILE,
    process.env.NODE_EXTRA_CA_CERTS,
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
  ];
  for (const file of candidates) {
    const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return text;
  }
  return '';
}
