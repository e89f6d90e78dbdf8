/**
 * What a file of routes gets. Each exports one function of type `RegisterRoutes`; server.ts calls it.
 *
 * server.ts has done before a route runs: Host and Origin (every mutation and every WebSocket must name our own
 * origin), body limits, rate limits. A route throws `LabError`; the one error handler answers `{problem}` and logs it once.
 * On WebSocket routes call `authenticate` in a `preValidation` hook, so that a bad ticket is a 401 and not a socket.
 * `maxPayload` of sockets is one type byte more than CLIENT_FRAME_BYTES, without compression; the subprotocol is chosen already.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import type { Sandbox } from '../drivers/driver.ts';
import type { Log } from '../log.ts';

/** A lab that is ready and thawed. */
export interface RunningLab {
  readonly sandbox: Sandbox;
  /** Absolute path of the learner's folder in the sandbox. */
  readonly folder: string;
  /** Aborts when this sandbox is no longer the lab's: ended, reset, expired, lost. Close what hangs on it. */
  readonly gone: AbortSignal;
  /** The learner did something: the lab does not freeze for a while. Cheap, call it for every message. */
  touch(): void;
  /** A socket is open: the lab neither freezes nor stops checking until the returned function is called. */
  hold(): () => void;
  /** A terminal was opened, closed or ended: the lab's list of terminals is read anew and sent to every browser. */
  terminalsChanged(): void;
}

export interface LabResolver {
  /**
   * The lab of the ticket, thawed if it was frozen.
   * Rejects with `lab_missing`, `lab_busy` (starting, resetting, ending), `sandbox_gone`, `engine_down`.
   */
  resolve(ticket: Ticket): Promise<RunningLab>;
}

export interface RouteLimits {
  readonly terminalsPerLab: number;
}

/** What a request wants to do; `own` includes `assist`, `assist` includes `watch`. */
export type NeededRights = Ticket['rights'];

export interface RouteDeps {
  readonly labs: LabResolver;
  /**
   * Reads the ticket from `Authorization: Bearer` or from the WebSocket's subprotocols.
   * Rejects with `ticket_missing`, `ticket_invalid`, `ticket_expired`, `not_allowed` (the ticket's rights are less than `needed`).
   */
  authenticate(request: FastifyRequest, needed: NeededRights): Promise<Ticket>;
  readonly limits: RouteLimits;
  readonly log: Log;
}

export type RegisterRoutes = (app: FastifyInstance, deps: RouteDeps) => void;
