/**
 * What every client leaf on a lesson page knows of its lab. Small on purpose: it is part of the first load.
 * The provider and the connection live in lab-provider.tsx and lab-connection.ts.
 */
import { createContext, useContext } from 'react';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export interface LabControls {
  /** Slug of the lesson; what the page keeps for itself is kept under it. */
  readonly lesson: string;
  /** Null until the runner has answered once; before that the page is plain text. */
  readonly lab: LabView | null;
  readonly connection: Connection;
  /** Last thing that went wrong with an action, until the next action. */
  readonly problem: Problem | null;
  /** The server's clock in milliseconds, for times of the lab. */
  now(): number;
  start(): Promise<void>;
  reset(): Promise<void>;
  end(): Promise<void>;
  extend(): Promise<void>;
  /** One task, or all of them. Verdicts arrive in `lab.tasks`. */
  check(taskId?: string): Promise<void>;
  /** fetch() of a /lab path with a fresh ticket. Throws `LabRequestError` with the runner's problem. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** WebSocket to a /lab path with a fresh ticket. */
  socket(path: string): Promise<WebSocket>;
  /**
   * Runs the command in the terminal that the learner used last; opens the terminal when it is hidden, and waits for a
   * lab that is starting. Without a lab it becomes the `problem` that says so.
   */
  runInTerminal(command: string): void;
  /** The terminal registers itself here. Returns how to take it back. */
  onRunInTerminal(listener: (command: string) => void): () => void;
  onEvent(listener: (event: LabEvent) => void): () => void;
}

export class LabRequestError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'LabRequestError';
    this.problem = problem;
  }
}

/** Null outside a lesson with a lab, and while the page is rendered on the server. */
export const LabContext = createContext<LabControls | null>(null);

export function useLab(): LabControls | null {
  return useContext(LabContext);
}
