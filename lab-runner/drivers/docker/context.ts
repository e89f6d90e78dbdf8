import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../log.ts';
import type { Capabilities } from '../driver.ts';
import type { Kubernetes } from './kubernetes.ts';

/** What the parts of one driver share. */
export interface DockerContext {
  readonly engine: Engine;
  /** Everything of one runner carries it, so that several runners share an engine without seeing each other. */
  readonly instance: string;
  readonly log: Log;
  readonly capabilities: Capabilities;
  readonly kubernetes: Kubernetes;
  /** Sandboxes that this process is making: their pieces are no orphans yet. */
  readonly underWay: Set<string>;
  /** Sandboxes that this process is destroying: their death is no news. */
  readonly leaving: Set<string>;
}
