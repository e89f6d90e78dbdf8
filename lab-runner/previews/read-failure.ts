import { LabError } from '../errors.ts';

/** undici's and its parser's words for what a program did wrong, in ours. */
export function readFailure(error: unknown): LabError {
  if (error instanceof LabError) return error;
  const { code = '', name = '' } = error as { readonly code?: string; readonly name?: string };
  const options = { cause: error, detail: `${name} ${code}` };
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return new LabError('preview_headers', options);
  if (name === 'HTTPParserError' || code.startsWith('HPE_')) return new LabError('preview_not_http', options);
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return new LabError('preview_slow', options);
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE')
    return new LabError('preview_hung_up', options);
  // What ends a request from our side is its lab's end; a browser that has left hears of nothing.
  if (name === 'AbortError' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return new LabError('preview_ended', options);
  return new LabError('internal', options);
}
