import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabView } from '../../lib/lab-api/lab.ts';
import { createLabConnection, type LabConnection } from './lab-connection.ts';
import { LabRequestError } from './lab-context.ts';
import { LabServer, viewOf } from './lab-server-rig.ts';

let server: LabServer;
let lab: LabConnection;
let close: () => void;
beforeEach(async () => {
  server = await LabServer.open();
  lab = createLabConnection('build', server.surroundings);
  close = () => {};
});
afterEach(async () => {
  close();
  await server[Symbol.asyncDispose]();
});

/** Resolves once the snapshot is as wanted. */
function until(holds: (snapshot: ReturnType<LabConnection['snapshot']>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(lab.snapshot())) return;
      forget();
      resolve();
    };
    const forget = lab.subscribe(look);
    queueMicrotask(look);
  });
}

const inState = (state: LabView['state']) => () => lab.snapshot().lab?.state === state;

describe('the events socket', () => {
  it('brings the lab, and says that the connection is open', async () => {
    close = lab.connect();
    await until(inState('none'));
    expect(lab.snapshot().connection).toBe('open');
    server.tell({ type: 'lab', lab: viewOf('ready') });
    await until(inState('ready'));
  });

  it('comes back by itself after it was lost, and keeps the lab meanwhile', async () => {
    close = lab.connect();
    await until(inState('none'));
    server.dropSockets();
    await until(({ connection }) => connection === 'lost');
    expect(lab.snapshot().lab?.state).toBe('none');
    server.view = viewOf('ready');
    await until(({ connection }) => connection === 'open');
    await until(inState('ready'));
  });

  it('comes back at once when the network or the reader does', async () => {
    server.refuseSockets = true;
    close = lab.connect();
    await until(({ connection }) => connection === 'lost');
    server.refuseSockets = false;
    server.wake();
    await until(inState('none'));
  });

  it('passes over what it does not know', async () => {
    close = lab.connect();
    await until(inState('none'));
    server.say('not json');
    server.say('{"type":"lab","lab":{"state":"ready"}}');
    server.say('{"type":"news"}');
    server.tell({ type: 'lab', lab: viewOf('frozen') });
    await until(inState('frozen'));
  });

  it('hands each receipt to web once', async () => {
    const held = viewOf('ready', 'signed');
    close = lab.connect();
    await until(inState('none'));
    server.tell({ type: 'lab', lab: held });
    server.tell({ type: 'lab', lab: held });
    server.tell({ type: 'lab', lab: viewOf('frozen', 'signed') });
    await until(inState('frozen'));
    await server.until(() => server.receipts.length > 0);
    expect(server.receipts).toEqual(['signed']);
  });
});

describe('tickets', () => {
  it('are shared by everything that asks at once', async () => {
    await Promise.all([lab.request('/lab'), lab.request('/lab'), lab.socket('/lab/events')]);
    expect(server.ticketsGiven).toBe(1);
  });

  it('are renewed before they expire', async () => {
    server.ticketSeconds = 30;
    await lab.request('/lab');
    await lab.request('/lab');
    expect(server.ticketsGiven).toBe(2);
  });

  it('are replaced once when the runner refuses them', async () => {
    await lab.request('/lab');
    server.forgetTickets();
    expect((await lab.request('/lab')).status).toBe(200);
    expect(server.ticketsGiven).toBe(2);
  });

  it('that nobody gives become the problem', async () => {
    server.ticketProblem = {
      code: 'lesson_missing',
      message: 'There is no lesson of that name.',
      retryable: false,
    };
    await expect(lab.request('/lab')).rejects.toThrow(LabRequestError);
    close = lab.connect();
    await until(({ problem }) => problem?.code === 'lesson_missing');
  });
});

describe('actions', () => {
  beforeEach(async () => {
    close = lab.connect();
    await until(inState('none'));
  });

  it('show at once what the press leads to', async () => {
    const pressed = lab.start();
    expect(lab.snapshot().lab?.state).toBe('starting');
    await pressed;
    expect(server.asked).toContain('POST /lab/start');
  });

  it('do not let a late answer turn the clock back', async () => {
    server.answer = viewOf('starting');
    const pressed = lab.start();
    server.tell({ type: 'lab', lab: viewOf('ready') });
    await until(inState('ready'));
    await pressed;
    expect(lab.snapshot().lab?.state).toBe('ready');
  });

  it('take back what they showed when they fail, and say why', async () => {
    server.problem = { code: 'no_capacity', message: 'All sandboxes are taken.', retryable: true };
    await lab.start();
    expect(lab.snapshot().lab?.state).toBe('none');
    expect(lab.snapshot().problem?.message).toBe('All sandboxes are taken.');
  });

  it('name the task that is checked', async () => {
    server.tell({ type: 'lab', lab: viewOf('ready') });
    await until(inState('ready'));
    const pressed = lab.check('small');
    expect(lab.snapshot().lab?.tasks.map(({ running }) => running)).toEqual([true]);
    await pressed;
    expect(server.asked).toContain('POST /lab/check {"task":"small"}');
  });

  it('say in a sentence of ours that nothing answers', async () => {
    await server.stop();
    await lab.extend();
    expect(lab.snapshot().problem?.code).toBe('network');
  });
});

describe('commands of the lesson', () => {
  it('wait for a terminal while the lab starts', async () => {
    close = lab.connect();
    server.tell({ type: 'lab', lab: viewOf('starting') });
    server.view = viewOf('starting');
    await until(inState('starting'));
    lab.runInTerminal('docker ps');
    const typed: string[] = [];
    lab.onRunInTerminal((command) => typed.push(command));
    lab.runInTerminal('docker images');
    expect(typed).toEqual(['docker ps', 'docker images']);
  });

  it('without a lab say what to do first', async () => {
    lab.runInTerminal('docker ps');
    expect(lab.snapshot().problem?.code).toBe('lab_missing');
    const typed: string[] = [];
    lab.onRunInTerminal((command) => typed.push(command));
    expect(typed).toEqual([]);
  });
});
