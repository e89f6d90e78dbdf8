/** The way to an agent through the engine alone: `docker exec … drydock-agent connect`, for engines that are elsewhere. */
import { Duplex } from 'node:stream';
import type Docker from 'dockerode';

/** Each frame of a stream without a terminal: stream number, three zeroes, length, bytes. */
const HEADER_BYTES = 8;
const STDOUT = 1;

export async function bridgeToAgent(docker: Docker, container: string): Promise<Duplex> {
  const exec = await docker.getContainer(container).exec({
    Cmd: ['drydock-agent', 'connect'],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: false,
    Tty: false,
  });
  // Without hijack there is neither backpressure nor a half-close.
  const raw = await exec.start({ hijack: true, stdin: true, Tty: false });
  return unframed(raw);
}

/** What the command says on its standard output, and what it hears on its standard input, as one stream. */
export function unframed(raw: Duplex): Duplex {
  let header = Buffer.alloc(0);
  let left = 0;
  let wanted = false;

  const stream = new Duplex({
    read: () => {
      raw.resume();
    },
    write: (chunk, _encoding, done) => {
      if (raw.write(chunk)) done();
      else raw.once('drain', done);
    },
    final: (done) => {
      raw.end();
      done();
    },
    destroy: (error, done) => {
      raw.destroy();
      done(error);
    },
  });

  const take = (input: Buffer): boolean => {
    let chunk = input;
    let roomLeft = true;
    while (chunk.length > 0) {
      if (left === 0) {
        const missing = HEADER_BYTES - header.length;
        header = Buffer.concat([header, chunk.subarray(0, missing)]);
        chunk = chunk.subarray(missing);
        if (header.length < HEADER_BYTES) break;
        wanted = header[0] === STDOUT;
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
        continue;
      }
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      chunk = chunk.subarray(piece.length);
      if (wanted) roomLeft = stream.push(piece);
    }
    return roomLeft;
  };

  raw.on('data', (chunk: Buffer) => {
    if (!take(chunk)) raw.pause();
  });
  raw.on('end', () => stream.push(null));
  raw.on('error', (error) => stream.destroy(error));
  raw.on('close', () => {
    if (!stream.readableEnded) stream.push(null);
  });
  return stream;
}
