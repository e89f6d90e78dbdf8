import { Readable } from 'node:stream';
import { LabError } from '../errors.ts';

export interface RequestBody {
  readonly body: unknown;
  readonly headers: { readonly 'content-length'?: string | undefined };
}

/** The whole body as bytes. Rejects with `too_large` as soon as more is announced or has come, and reads no further. */
export async function readCapped(request: RequestBody, maxBytes: number): Promise<Uint8Array> {
  // No body at all is an empty file, whatever content type was named.
  if (request.body === undefined || request.body === null) return new Uint8Array();
  if (!(request.body instanceof Readable))
    throw new LabError('request_invalid', { detail: 'body is not raw bytes' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new LabError('too_large');
  const chunks: Buffer[] = [];
  let length = 0;
  // Left undestroyed when it is too long: the socket must still carry the answer.
  for await (const chunk of request.body.iterator({ destroyOnReturn: false })) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new LabError('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
