import type { LabControls } from '../workbench/lab-context.ts';
import type { Offers } from './board.ts';

/** Resetting and ending ask first, so they are offered by what asks. */
export function labOffers(controls: LabControls | null): Offers {
  const lab = controls?.lab;
  if (!controls || !lab) return {};
  const isIdle = (lab.state === 'none' || lab.state === 'failed') && !lab.preparation;
  const isThere = lab.state === 'ready' || lab.state === 'frozen';
  return {
    'lab.start': { run: () => void controls.start(), isPossible: () => isIdle },
    'lab.check': { run: () => void controls.check(), isPossible: () => isThere && lab.tasks.length > 0 },
    'lab.extend': {
      run: () => void controls.extend(),
      isPossible: () => isThere && lab.extensionMinutes > 0,
    },
  };
}
