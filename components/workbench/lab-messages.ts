/** Light checks of what the runner says. Not zod: this is part of the first load, and the runner is our own. */
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';

export function isLabView(value: unknown): value is LabView {
  const lab = value as Partial<LabView> | null;
  return (
    typeof lab?.state === 'string' &&
    Array.isArray(lab.stages) &&
    Array.isArray(lab.tasks) &&
    Array.isArray(lab.terminals)
  );
}

/** Undefined for what is not an event: newer servers may say more than this page knows. */
export function parseLabEvent(text: unknown): LabEvent | undefined {
  if (typeof text !== 'string') return undefined;
  let event: Partial<LabEvent> | null;
  try {
    event = JSON.parse(text) as Partial<LabEvent> | null;
  } catch {
    return undefined;
  }
  switch (event?.type) {
    case 'lab':
      return isLabView(event.lab) ? (event as LabEvent) : undefined;
    case 'files':
      return Array.isArray(event.changes) ? (event as LabEvent) : undefined;
    case 'expiring':
    case 'notice':
    case 'problem':
      return event as LabEvent;
    default:
      return undefined;
  }
}
