/** Brings an image from the lab engine into the engine of a sandbox. */
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../engine.ts';

const LOAD = ['docker', '--host', 'unix:///run/docker.sock', 'load', '--quiet'];

export async function loadImage({ docker }: Engine, image: string, container: string): Promise<void> {
  const exec = await docker
    .getContainer(container)
    .exec({ Cmd: LOAD, AttachStdin: true, AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({ hijack: true, stdin: true });
  const output = new PassThrough();
  const said: Buffer[] = [];
  output.on('data', (chunk: Buffer) => said.push(chunk));
  docker.modem.demuxStream(stream, output, output);
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve).once('close', resolve).once('error', reject);
  });
  await pipeline(await docker.getImage(image).get(), stream, { end: true });
  await ended;
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0)
    throw new Error(`${image} could not be loaded: ${Buffer.concat(said).toString('utf8')}`);
}
