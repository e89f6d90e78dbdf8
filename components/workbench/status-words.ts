import type { LabView } from '../../lib/lab-api/lab.ts';

const MINUTE_MS = 60_000;
const EXPIRING_MINUTES = 5;

/** Whole minutes, rounded up: '1 min left' until the end. Null for a lab without an end. */
export function minutesLeft(lab: LabView, nowMs: number): number | null {
  if (lab.expiresAt === null) return null;
  return Math.max(0, Math.ceil((Date.parse(lab.expiresAt) - nowMs) / MINUTE_MS));
}

export function isExpiring(minutes: number | null): boolean {
  return minutes !== null && minutes <= EXPIRING_MINUTES;
}

export function statusWords(lab: LabView | null, left: number | null): string {
  if (lab === null) return '';
  switch (lab.state) {
    case 'none':
      return lab.preparation ? 'Lab being prepared' : 'Lab not started';
    case 'starting':
      return 'Lab starting';
    case 'ready':
      if (left === null) return 'Lab running';
      return isExpiring(left) ? `Lab ends in ${left} min` : `Lab running, ${left} min left`;
    case 'frozen':
      return 'Lab asleep, wakes as you use it';
    case 'resetting':
      return 'Lab being reset';
    case 'ending':
      return 'Lab ending';
    case 'failed':
      return 'Lab did not start';
  }
}
