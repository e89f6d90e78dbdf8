import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { RunningLab } from '../labs/running-lab.ts';
import type { PreviewName } from './preview-names.ts';
import type { Upstream } from './upstream.ts';

/** A request to a preview by a browser that has shown its pass. */
export interface Visit {
  readonly name: PreviewName;
  readonly target: PreviewTarget;
  readonly upstream: Upstream;
  readonly lab: RunningLab;
  /** Aborts when the sandbox is no longer the lab's, and when the runner ends. */
  readonly gone: AbortSignal;
  /** Origin of the app. */
  readonly app: string;
}
