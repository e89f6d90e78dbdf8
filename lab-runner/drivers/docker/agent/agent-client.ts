import type { Duplex } from 'node:stream';
import type { ExecResult, Files, Pty, PtyOptions, PtySummary } from '../../driver.ts';
import type { AgentRoute } from './connection.ts';
import { openDial } from './dial.ts';
import { runExec } from './exec.ts';
import { runExecLines } from './exec-lines.ts';
import type { AgentExecOptions, AgentLinesOptions } from './exec-request.ts';
import { agentFiles } from './files.ts';
import { type AgentStatus, ping } from './ping.ts';
import { closePty, listPtys, openPty } from './pty.ts';

/**
 * Speaks PROTOCOL.md with one agent. It holds no connection: every operation opens its own by `connect`, which is
 * `connectSocketIn(folder)` or the streams of `docker exec -i … drydock-agent connect`. `connect` rejects with
 * `sandbox_gone` when there is no agent. Everything rejects with a `LabError`: those of the operation, `sandbox_gone`
 * when the connection breaks, `sandbox_unresponsive` when the agent is silent or talks nonsense.
 */
export class AgentClient {
  readonly files: Files;
  private readonly route: AgentRoute;

  constructor(connect: () => Promise<Duplex>, options?: { readonly answerTimeoutMs?: number }) {
    this.route = { connect, answerTimeoutMs: options?.answerTimeoutMs ?? 15_000 };
    this.files = agentFiles(this.route);
  }

  /** `engine` is the nested engine as the agent sees it; always `none` in a checker. */
  ping(options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): Promise<AgentStatus> {
    return ping(this.route, options);
  }

  exec(command: readonly string[], options: AgentExecOptions): Promise<ExecResult> {
    return runExec(this.route, command, options);
  }

  execLines(command: readonly string[], options: AgentLinesOptions): AsyncIterable<string> {
    return runExecLines(this.route, command, options);
  }

  openPty(options: PtyOptions): Promise<Pty> {
    return openPty(this.route, options);
  }

  listPtys(): Promise<readonly PtySummary[]> {
    return listPtys(this.route);
  }

  closePty(id: string): Promise<void> {
    return closePty(this.route, id);
  }

  /** A byte stream with two ends that close apart. Rejects with `port_closed`. */
  dial(port: number): Promise<Duplex> {
    return openDial(this.route, port);
  }
}
