/** For tests: what a browser does with previews, from this machine whatever the name. */
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { WebSocket } from 'ws';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As browsers have it with *.localhost: the server listens here, whatever it is called. */
export function streamAs(
  port: number,
  url: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<IncomingMessage> {
  const { host } = new URL(url);
  const asked = request({
    host: '127.0.0.1',
    port,
    method,
    path: url.slice(url.indexOf(host) + host.length) || '/',
    headers: { host, 'sec-fetch-dest': 'document', ...headers },
    agent: false,
  });
  asked.end(body);
  return new Promise((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', resolve);
  });
}

export async function fetchAs(port: number, url: string, asking?: Asking): Promise<Answer> {
  const response = await streamAs(port, url, asking);
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: (await buffer(response)).toString() };
}

/** A browser that has come in by an entrance, and holds the pass. */
export class Visitor {
  readonly origin: string;
  readonly cookie: string;
  readonly #port: number;

  constructor(port: number, origin: string, cookie: string) {
    this.#port = port;
    this.origin = origin;
    this.cookie = cookie;
  }

  ask(path: string, { headers, ...asking }: Asking = {}): Promise<Answer> {
    return fetchAs(this.#port, this.origin + path, {
      ...asking,
      headers: { cookie: this.cookie, ...headers },
    });
  }

  stream(path: string): Promise<IncomingMessage> {
    return streamAs(this.#port, this.origin + path, { headers: { cookie: this.cookie } });
  }

  socket(path: string, options: { readonly origin?: string } = {}): WebSocket {
    const { host } = new URL(this.origin);
    return new WebSocket(`ws://127.0.0.1:${this.#port}${path}`, {
      origin: options.origin ?? this.origin,
      headers: { host, cookie: this.cookie },
    });
  }
}

export function cookieOf(headers: IncomingHttpHeaders): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
