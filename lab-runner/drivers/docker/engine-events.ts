/** The engine's event stream, translated, and made again whenever it breaks. */
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DriverEvent } from '../driver.ts';
import { LineSplitter } from './agent/line-splitter.ts';
import type { DockerContext } from './context.ts';
import { engineCall } from './engine-call.ts';
import { filterOf, LABEL_PART, LABEL_SANDBOX } from './place.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3000;

const messageSchema = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});

export async function* engineEvents(
  context: DockerContext,
  signal: AbortSignal,
): AsyncGenerator<DriverEvent, void, undefined> {
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const stream = await openStream(context, signal);
      waitMs = FIRST_WAIT_MS;
      yield { type: 'resync' };
      yield* translated(context, stream);
    } catch (error) {
      if (signal.aborted) return;
      context.log.warn({ err: error }, 'the stream of engine events broke; it is made again');
    }
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  }
}

async function openStream(context: DockerContext, signal: AbortSignal): Promise<Readable> {
  const filters = { ...filterOf(context), type: ['container' as const], event: ['die', 'destroy'] };
  const events = context.engine.docker.getEvents({ filters, abortSignal: signal });
  return (await engineCall(events)) as Readable;
}

async function* translated(context: DockerContext, stream: Readable): AsyncGenerator<DriverEvent> {
  const lines = new LineSplitter();
  for await (const chunk of stream) {
    for (const line of lines.push(chunk as Buffer)) {
      const event = line.trim() === '' ? undefined : await translate(context, line);
      if (event !== undefined) yield event;
    }
  }
}

async function translate(context: DockerContext, line: string): Promise<DriverEvent | undefined> {
  const { Action, Actor } = messageSchema.parse(JSON.parse(line));
  const id = Actor.Attributes[LABEL_SANDBOX];
  if (id === undefined || Actor.Attributes[LABEL_PART] !== 'sandbox') return undefined;
  if (Action === 'destroy') return { type: 'destroyed', id };
  if (context.leaving.has(id)) return undefined;
  return { type: 'stopped', id, reason: await reasonOf(context, Actor.ID, Actor.Attributes.exitCode) };
}

/** The engine notes an out-of-memory of any process inside; the sandbox died of it only when its init was killed. */
async function reasonOf(
  { engine }: DockerContext,
  container: string,
  exitCode: string | undefined,
): Promise<'exited' | 'out_of_memory'> {
  if (exitCode !== '137') return 'exited';
  const inspected = await engineCall(engine.docker.getContainer(container).inspect()).catch(() => undefined);
  return inspected?.State.OOMKilled ? 'out_of_memory' : 'exited';
}
