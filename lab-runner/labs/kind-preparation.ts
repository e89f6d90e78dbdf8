/** How far the kinds of sandboxes are that cannot be made yet. */
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import type { LessonLab } from '../../lib/lesson/load-lesson.ts';
import type { Driver, SandboxKind } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';
import type { Log } from '../log.ts';

/** What the preparation says of itself, undefined when it says nothing. Asked anew each time. Never rejects. */
export type PreparationReader = () => Promise<Preparation | undefined>;

interface KindPreparationOptions {
  readonly driver: Pick<Driver, 'capabilities'>;
  readonly log: Log;
  readonly read: PreparationReader;
}

/** Before the preparation has said anything: it begins once the server has started. */
const NOT_BEGUN: Preparation = {
  state: 'preparing',
  step: 0,
  steps: 0,
  title: '',
  minutesLeft: null,
  problem: null,
};

/** What a lab cannot be without: one in which learners make clusters themselves needs what clusters are made of. */
function neededKind({ sandbox, images }: Pick<LessonLab, 'sandbox' | 'images'>): SandboxKind {
  const makesClusters = images.some((image) => /^kindest\/node(:|$)/.test(image));
  return sandbox === 'docker' && makesClusters ? 'cluster' : sandbox;
}

export class KindPreparation {
  readonly #options: KindPreparationOptions;
  #said = NOT_BEGUN;
  #seen = '';

  constructor(options: KindPreparationOptions) {
    this.#options = options;
  }

  /** Null when such a lab can be made. A plain Docker one always can: without it nothing of the server works. */
  of(lab: Pick<LessonLab, 'sandbox' | 'images'>): Preparation | null {
    const kind = neededKind(lab);
    return kind === 'docker' || this.#options.driver.capabilities.kinds.includes(kind) ? null : this.#said;
  }

  /** Throws `kind_preparing`. */
  refuse(lab: Pick<LessonLab, 'sandbox' | 'images'>): void {
    const said = this.of(lab);
    if (said) throw new LabError('kind_preparing', { detail: `${lab.sandbox}: ${JSON.stringify(said)}` });
  }

  /** Asks again; resolves with whether the answer is another. Costs one small file, and nothing once all kinds are there. */
  async look(): Promise<boolean> {
    const { driver, read, log } = this.#options;
    const { kinds } = driver.capabilities;
    const all = kinds.includes('cluster') && kinds.includes('cluster-3');
    const before = this.#said;
    if (!all) this.#said = (await read()) ?? NOT_BEGUN;
    if (this.#said.state === 'failed' && before.state !== 'failed') {
      log.error({ problem: this.#said.problem }, 'Kubernetes labs could not be prepared');
    }
    const seen = JSON.stringify([all ? null : this.#said, kinds]);
    const isNew = seen !== this.#seen;
    this.#seen = seen;
    return isNew;
  }
}
