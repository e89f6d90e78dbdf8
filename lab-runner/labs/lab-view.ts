import type { LabView } from '../../lib/lab-api/lab.ts';
import { UNCHECKED } from '../checks/lab-checks.ts';
import type { Lab } from './lab.ts';
import type { LabLimits } from './lab-limits.ts';
import type { LabWorld } from './lab-world.ts';

const HOME = '/home/learner';
const MINUTE_MS = 60_000;

/** Absolute path of the learner's folder for a lesson. */
export function folderOf(lesson: { readonly lab: { readonly folder: string } }): string {
  return `${HOME}/${lesson.lab.folder}`;
}

/** The lab as the browser sees it. */
export function labView(
  lab: Lab,
  { limits, preparation }: Pick<LabWorld, 'limits' | 'preparation'>,
): LabView {
  const { lesson, tenancy, stages } = lab;
  return {
    state: lab.state,
    stages: [...(stages?.view ?? [])],
    problem: lab.problem,
    startedAt: tenancy?.record.startedAt ?? null,
    sandboxMadeAt: tenancy?.sandbox.createdAt.toISOString() ?? null,
    expiresAt: tenancy?.record.expiresAt ?? null,
    extensionMinutes: tenancy ? extensionMinutes(tenancy.record, limits) : limits.extensionMinutes,
    folder: tenancy?.record.folder ?? (lesson ? folderOf(lesson) : HOME),
    open: lesson?.lab.open ?? null,
    terminals: [...(tenancy?.terminals ?? [])],
    tasks: (lesson?.lab.tasks ?? []).map(({ id }) => tenancy?.checks.state(id) ?? { id, ...UNCHECKED }),
    preparation: lesson ? preparation.of(lesson.lab) : null,
    trouble: tenancy?.trouble ?? null,
  };
}

/** What one press of "more time" adds; the whole lab never lasts longer than `maxMinutes`. */
export function extensionMinutes(
  record: { readonly startedAt: string; readonly expiresAt: string },
  limits: Pick<LabLimits, 'extensionMinutes' | 'maxMinutes'>,
): number {
  const end = Date.parse(record.startedAt) + limits.maxMinutes * MINUTE_MS;
  const left = Math.floor((end - Date.parse(record.expiresAt)) / MINUTE_MS);
  return Math.max(0, Math.min(limits.extensionMinutes, left));
}
