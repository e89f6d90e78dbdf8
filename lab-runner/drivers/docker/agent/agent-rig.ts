/** What the agent's tests stand on: a real agent in a container of the sandbox image, and nothing else in there. */
import { connectEngine } from '../../../engine/connect-engine.ts';
import type { Engine } from '../../../engine/engine.ts';
import { readEngineConfig } from '../../../engine/engine-config.ts';
import { testInstance } from '../../../testing/test-instance.ts';
import { bridgeToAgent } from '../agent-bridge.ts';
import { AgentClient } from './agent-client.ts';
import { connectSocketIn } from './connect-socket.ts';

const MIB = 1024 * 1024;
const START_TIMEOUT_MS = 60_000;

export interface AgentRig extends AsyncDisposable {
  readonly client: AgentClient;
  /** The same agent, through the engine instead of the socket. */
  readonly bridged: AgentClient;
  /** The folder on this machine that holds the agent's socket. */
  readonly socketFolder: string;
  /** Runs a script as root beside the agent and gives its standard output; throws when it fails. */
  sh(script: string): Promise<string>;
  /** Resident memory of the agent, in MiB. */
  memoryMiB(): Promise<number>;
}

/**
 * DRYDOCK_AGENT names a binary to test instead of the image's, so that a change to the agent needs no image build;
 * DRYDOCK_AGENT_IMAGE an image to test it in.
 */
export async function openAgentRig(role: 'sandbox' | 'checker'): Promise<AgentRig> {
  const engine = await connectEngine(readEngineConfig(process.env));
  const name = `dd-agent-${testInstance()}`;
  const socketFolder = `${engine.stateFolder}/${name}`;
  const { uid, gid } = engine.remappedRoot;
  await hostRun(engine, ['install', '-d', '-m', '700', '-o', `${uid}`, '-g', `${gid}`, socketFolder]);
  const container = await engine.docker.createContainer(containerOptions(engine, name, role, socketFolder));
  await container.start();
  const client = new AgentClient(() => connectSocketIn(socketFolder));
  const sh = async (script: string) => {
    const run = await client.exec(['bash', '-c', script], { timeoutMs: 30_000, user: 'root' });
    if (run.exitCode !== 0) throw new Error(`${run.exitCode}: ${run.stderr}`);
    return run.stdout.trim();
  };
  await untilThere(client);
  return {
    client,
    bridged: new AgentClient(() => bridgeToAgent(engine.docker, name)),
    socketFolder,
    sh,
    memoryMiB: async () => Number(await sh(`awk '/VmRSS/ { print $2 / 1024 }' /proc/$(${AGENT_PID})/status`)),
    async [Symbol.asyncDispose]() {
      await container.remove({ force: true, v: true });
      await hostRun(engine, ['rm', '-r', socketFolder]);
    },
  };
}

/** The one that serves, not the supervisors of its commands. */
export const AGENT_PID = "pgrep -f '^drydock-agent serve'";

function containerOptions(
  { sandboxImage, seccompProfile }: Engine,
  name: string,
  role: string,
  socketFolder: string,
) {
  const { DRYDOCK_AGENT, DRYDOCK_AGENT_IMAGE } = process.env;
  const ours = DRYDOCK_AGENT ? [`${DRYDOCK_AGENT}:/usr/local/bin/drydock-agent:ro`] : [];
  return {
    name,
    Image: DRYDOCK_AGENT_IMAGE ?? sandboxImage,
    Cmd: ['drydock-agent', 'serve', '--role', role],
    Labels: { 'drydock.instance': name },
    HostConfig: {
      Memory: 512 * MIB,
      PidsLimit: 400,
      CapAdd: role === 'sandbox' ? ['SYS_ADMIN', 'SYS_PTRACE'] : [],
      NetworkMode: 'none',
      Sysctls: { 'net.ipv6.conf.all.disable_ipv6': '0' },
      SecurityOpt: [`seccomp=${seccompProfile}`],
      Binds: [`${socketFolder}:/run/drydock`, ...ours],
      // A disk of its own that is soon full.
      Tmpfs: { '/small': 'mode=1777,size=256k' },
    },
  };
}

async function hostRun(engine: Engine, command: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await engine.hostRun(command);
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}

async function untilThere(client: AgentClient): Promise<void> {
  for (const end = Date.now() + START_TIMEOUT_MS; ; ) {
    try {
      await client.ping();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
