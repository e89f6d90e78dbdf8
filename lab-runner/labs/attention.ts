/** Checks run by themselves, and saved files are told, only while a browser is connected to a lab that is ready. */
import { ActivitySchedule } from '../checks/activity-schedule.ts';
import { watchActivity } from '../checks/activity-watch.ts';
import { HealthWatch } from './health-watch.ts';
import type { Lab, Tenancy } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { refreshTerminals } from './terminal-list.ts';

/** The sandbox runs and is the learner's. */
export function becomeReady(world: LabWorld, lab: Lab): void {
  lab.lastActivity = world.clock.now();
  lab.become('ready');
  attend(world, lab);
  refreshTerminals(world, lab);
}

/** Brings watching in line with who is connected. */
export function attend(world: LabWorld, lab: Lab): void {
  const { tenancy } = lab;
  if (!tenancy) return;
  const wanted = lab.state === 'ready' && lab.holds > 0;
  if (wanted && !tenancy.attention) tenancy.attention = begin(world, lab, tenancy);
  else if (!wanted && tenancy.attention) {
    tenancy.attention.abort();
    tenancy.attention = undefined;
  }
}

function begin(world: LabWorld, lab: Lab, tenancy: Tenancy): AbortController {
  const { sandbox, record, checks } = tenancy;
  const { clock } = world;
  const attention = new AbortController();
  const signal = AbortSignal.any([attention.signal, tenancy.gone.signal]);
  const schedule = new ActivitySchedule({ clock, run: () => checks.request() });
  signal.addEventListener('abort', () => schedule.stop(), { once: true });
  const health = sandbox.kind === 'docker' ? undefined : watchHealth(world, lab, tenancy, signal);
  const onActivity = () => {
    lab.lastActivity = clock.now();
    schedule.activity();
    health?.activity();
  };
  const onFiles = (changes: Parameters<Parameters<typeof watchActivity>[0]['onFiles']>[0]) =>
    lab.tell({ type: 'files', changes: [...changes] });
  const pulled = lab.lesson?.lab.images ?? [];
  watchActivity({ sandbox, folder: record.folder, clock, pulled, onActivity, onFiles }, signal);
  // What happened while nobody looked, or under a runner that was killed, has not been checked.
  if (tenancy.recovered || !checks.fresh) schedule.activity();
  return attention;
}

function watchHealth(world: LabWorld, lab: Lab, tenancy: Tenancy, signal: AbortSignal): HealthWatch {
  const tell = (trouble: string | null) => {
    if (tenancy.trouble === trouble) return;
    tenancy.trouble = trouble;
    lab.changed();
  };
  return new HealthWatch({ sandbox: tenancy.sandbox, clock: world.clock, tell }, signal);
}
