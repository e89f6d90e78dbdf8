/** Clients of the agents in a sandbox and in its checker. */
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '../../errors.ts';
import type { ExecPlace } from '../driver.ts';
import { AgentClient } from './agent/agent-client.ts';
import { connectSocketIn } from './agent/connect-socket.ts';
import { bridgeToAgent } from './agent-bridge.ts';
import type { DockerContext } from './context.ts';
import { engineCall, engineError, statusOf } from './engine-call.ts';
import type { Place } from './place.ts';

/** An agent that a learner killed is started again by the sandbox's init within a second. */
const RETRIES = 15;
const RETRY_MS = 100;

/** One attempt, without asking why it failed. */
export function connectOnce({ engine }: DockerContext, place: Place, where: ExecPlace): Promise<Duplex> {
  if (engine.sharesFileSystem) return connectSocketIn(place.socketFolders[where]);
  return bridgeToAgent(engine.docker, place.containers[where]).catch((error: unknown) => {
    throw statusOf(error) === 409 ? new LabError('sandbox_gone', { cause: error }) : engineError(error);
  });
}

async function runningState({ engine }: DockerContext, container: string) {
  const { State } = await engineCall(engine.docker.getContainer(container).inspect());
  return State;
}

/** `repair` brings a checker back that died by itself; the sandbox is only told to be gone. */
async function connect(
  context: DockerContext,
  place: Place,
  where: ExecPlace,
  repair: () => Promise<void>,
): Promise<Duplex> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connectOnce(context, place, where);
    } catch (error) {
      if (!(error instanceof LabError && error.code === 'sandbox_gone')) throw error;
      const sandbox = await runningState(context, place.containers.sandbox);
      if (!sandbox.Running) throw error;
      if (attempt >= RETRIES)
        throw new LabError('sandbox_unresponsive', { detail: 'no agent', cause: error });
      if (attempt === 0 && where === 'checker') await repair();
      else await sleep(RETRY_MS);
    }
  }
}

export function agentIn(
  context: DockerContext,
  place: Place,
  where: ExecPlace,
  repair: () => Promise<void>,
): AgentClient {
  return new AgentClient(() => connect(context, place, where, repair));
}

/** An agent while it comes up: it fails at once instead of trying again. */
export function startingAgent(context: DockerContext, place: Place, where: ExecPlace): AgentClient {
  return new AgentClient(() => connectOnce(context, place, where));
}
