/** Runs a command in a running container and keeps what it prints: how we act on an engine's host that is not ours. */
import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import type { HostResult } from './engine.ts';

const defaultTimeoutMs = 120_000;

export async function runInContainer(
  docker: Docker,
  container: string,
  command: readonly string[],
  options: { readonly stdin?: string; readonly timeoutMs?: number } = {},
): Promise<HostResult> {
  // An exec cannot be ended through the API, so it carries its own end.
  const seconds = Math.max(1, Math.ceil((options.timeoutMs ?? defaultTimeoutMs) / 1000));
  const exec = await docker.getContainer(container).exec({
    Cmd: ['timeout', '--signal=KILL', `${seconds}`, ...command],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await exec.start({ hijack: true, stdin: true });
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  docker.modem.demuxStream(stream, stdout, stderr);
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve).once('close', resolve).once('error', reject);
  });
  const said = Promise.all([textOf(stdout), textOf(stderr)]);
  stream.end(options.stdin ?? '');
  await ended;
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  const { ExitCode } = await exec.inspect();
  return { exitCode: ExitCode ?? 137, stdout: out, stderr: err };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
