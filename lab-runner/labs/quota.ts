import { LabError } from '../errors.ts';
import type { Lab } from './lab.ts';
import type { LabLimits } from './lab-limits.ts';

/** Throws `quota_labs`, which names the labs that the learner has, or `no_capacity`. */
export function refuseOverQuota(
  lab: Lab,
  all: Iterable<Lab>,
  limits: Pick<LabLimits, 'labs' | 'labsPerLearner'>,
): void {
  const taken = [...all].filter((other) => other.counts);
  const own = taken.filter((other) => other.learner === lab.learner);
  if (own.length >= limits.labsPerLearner) {
    throw new LabError('quota_labs', {
      labs: own.map(({ slug, lesson }) => ({ lesson: slug, title: lesson?.meta.title ?? slug })),
    });
  }
  if (taken.length >= limits.labs) {
    throw new LabError('no_capacity', {
      detail: `all ${taken.length} labs that LAB_MAX allows are running`,
    });
  }
}
