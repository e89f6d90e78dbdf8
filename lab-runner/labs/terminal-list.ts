import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';

/** Reads the lab's list of terminals anew and tells every browser when it is another. */
export function refreshTerminals(world: LabWorld, lab: Lab): void {
  const { tenancy } = lab;
  if (!tenancy) return;
  tenancy.sandbox.listPtys().then(
    (ptys) => {
      const ids = ptys.map(({ id }) => id).sort();
      if (ids.join() === tenancy.terminals.join()) return;
      tenancy.terminals = ids;
      if (lab.tenancy === tenancy) lab.changed();
    },
    (error: unknown) => {
      if (lab.tenancy === tenancy)
        world.log.warn({ err: error, lesson: lab.slug }, 'terminals could not be listed');
    },
  );
}
