import type { Sandbox } from '../drivers/driver.ts';
import { attend } from './attention.ts';
import type { Lab, Tenancy } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { refreshTerminals } from './terminal-list.ts';

/** The shape that routes/route-deps.ts promises to routes. */
export interface RunningLab {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly gone: AbortSignal;
  touch(): void;
  hold(): () => void;
  terminalsChanged(): void;
}

export function runningLab(world: LabWorld, lab: Lab, { sandbox, record, gone }: Tenancy): RunningLab {
  const touch = () => {
    lab.lastActivity = world.clock.now();
  };
  return {
    sandbox,
    folder: record.folder,
    gone: gone.signal,
    touch,
    hold() {
      let held = true;
      lab.holds += 1;
      attend(world, lab);
      return () => {
        if (!held) return;
        held = false;
        lab.holds -= 1;
        touch();
        attend(world, lab);
      };
    },
    terminalsChanged: () => refreshTerminals(world, lab),
  };
}
