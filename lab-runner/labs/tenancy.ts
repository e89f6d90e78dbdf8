import { LabChecks } from '../checks/lab-checks.ts';
import type { Sandbox } from '../drivers/driver.ts';
import type { Lab, Tenancy } from './lab.ts';
import type { LabRecord } from './lab-record.ts';
import type { LabWorld } from './lab-world.ts';

/** Makes the sandbox the lab's. */
export function moveIn(
  world: LabWorld,
  lab: Lab,
  sandbox: Sandbox,
  record: LabRecord,
  recovered = false,
): Tenancy {
  const checks = new LabChecks({
    sandbox,
    folder: record.folder,
    lesson: () => world.lessons.get(lab.slug),
    clock: world.clock,
    log: world.log,
    changed: () => lab.changed(),
    signReceipt: (task, passedAt) =>
      world.signReceipt({ learner: lab.learner, lesson: lab.slug, task, passedAt: passedAt.toISOString() }),
  });
  const tenancy: Tenancy = {
    sandbox,
    record,
    checks,
    gone: new AbortController(),
    terminals: [],
    attention: undefined,
    trouble: null,
    recovered,
    crashes: [],
  };
  lab.tenancy = tenancy;
  lab.lastActivity = world.clock.now();
  lab.warned = false;
  return tenancy;
}

/** The sandbox is no longer the lab's: sockets on it close, its checks end. */
export function moveOut(lab: Lab): void {
  const { tenancy } = lab;
  lab.tenancy = undefined;
  tenancy?.checks.stop();
  tenancy?.gone.abort();
}
