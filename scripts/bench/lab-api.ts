/** A lab by its HTTP routes, as the page uses them. */
import WebSocket from 'ws';
import { TerminalClient } from '../../lab-runner/routes/terminal-client.ts';
import { type LabView, labViewSchema } from '../../lib/lab-api/lab.ts';
import { SOCKET_PROTOCOL, SOCKET_TICKET_PREFIX } from '../../lib/lab-api/ticket.ts';

export class LabApi {
  readonly origin: string;
  readonly lesson: string;

  constructor(origin: string, lesson: string) {
    this.origin = origin;
    this.lesson = lesson;
  }

  async ticket(): Promise<string> {
    const answer = await fetch(`${this.origin}/api/ticket`, {
      method: 'POST',
      headers: { origin: this.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ lesson: this.lesson }),
    });
    if (!answer.ok) throw new Error(`no ticket: ${await answer.text()}`);
    return ((await answer.json()) as { ticket: string }).ticket;
  }

  async ask(method: string, path: string, body?: unknown): Promise<LabView> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${await this.ticket()}`,
      origin: this.origin,
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(this.origin + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return labViewSchema.parse(await answer.json());
  }

  async put(path: string, text: string): Promise<void> {
    const headers = { authorization: `Bearer ${await this.ticket()}`, origin: this.origin };
    const answer = await fetch(`${this.origin}/lab/file?path=${encodeURIComponent(path)}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: text,
    });
    if (!answer.ok) throw new Error(`PUT ${path}: ${await answer.text()}`);
  }

  async socket(path: string): Promise<WebSocket> {
    const socket = await this.#connect(path);
    await new Promise((open, fail) => socket.once('open', open).once('error', fail));
    return socket;
  }

  async terminal(id: string): Promise<TerminalClient> {
    return TerminalClient.on(await this.#connect(`/lab/terminal/${id}?cols=80&rows=24`));
  }

  /** Starts the lab and resolves when it is ready. */
  async start(): Promise<void> {
    const events = await this.socket('/lab/events');
    try {
      await this.ask('POST', '/lab/start');
      await new Promise<void>((ready, fail) => {
        events.on('message', (data) => {
          const event = JSON.parse(String(data)) as { type: string; lab?: LabView };
          if (event.lab?.state === 'ready') ready();
          if (event.lab?.state === 'failed') fail(new Error(event.lab.problem?.message));
        });
        void this.ask('GET', '/lab').then((lab) => lab.state === 'ready' && ready(), fail);
      });
    } finally {
      events.close();
    }
  }

  /** Resolves when nothing of the lab is left. */
  async end(): Promise<void> {
    await this.ask('DELETE', '/lab').catch((error: Error) => {
      if (!error.message.includes('lab_missing')) throw error;
    });
    while ((await this.ask('GET', '/lab')).state !== 'none') {
      await new Promise((again) => setTimeout(again, 500));
    }
  }

  async #connect(path: string): Promise<WebSocket> {
    const protocols = [SOCKET_PROTOCOL, SOCKET_TICKET_PREFIX + (await this.ticket())];
    return new WebSocket(this.origin.replace('http', 'ws') + path, protocols, {
      origin: this.origin,
      perMessageDeflate: false,
    });
  }
}
