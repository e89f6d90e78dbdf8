import { Duplex } from 'node:stream';
import { z } from 'zod';
import { asLabError } from '../../../errors.ts';
import { type AgentConnection, type AgentRoute, nonsense } from './connection.ts';
import { startOperation } from './operation.ts';

const PIECE_BYTES = 64 * 1024;

/** A byte stream to a TCP port inside. Each direction ends apart from the other. */
export async function openDial(route: AgentRoute, port: number): Promise<Duplex> {
  const { connection } = await startOperation(route, { op: 'dial', port }, z.object({}));
  return new DialStream(connection);
}

class DialStream extends Duplex {
  private readonly connection: AgentConnection;

  constructor(connection: AgentConnection) {
    super({ allowHalfOpen: true });
    this.connection = connection;
  }

  override _read(): void {
    this.connection.next().then(
      (frame) => {
        if (frame === undefined || frame.type === 'end') this.push(null);
        else if (frame.type === 'data') this.push(frame.payload);
        else this.destroy(nonsense(`frame ${frame.type} from a dialled port`));
      },
      (error: unknown) => this.destroy(asLabError(error)),
    );
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (let offset = 0; offset < chunk.byteLength; offset += PIECE_BYTES) {
      this.connection.send('data', chunk.subarray(offset, offset + PIECE_BYTES));
    }
    void this.connection.drained().then(done);
  }

  override _final(done: () => void): void {
    this.connection.send('end');
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.connection.close();
    done(error);
  }
}
