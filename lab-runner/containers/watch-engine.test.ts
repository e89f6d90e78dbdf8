import { expect, test } from 'vitest';
import { concernsPanel } from './watch-engine.ts';

const event = (action: string) => JSON.stringify({ Type: 'container', Action: action, Actor: { ID: 'x' } });

test.each(['create', 'start', 'die', 'destroy', 'health_status: healthy', 'tag', 'rename'])(
  '%s changes what is shown',
  (action) => {
    expect(concernsPanel(event(action))).toBe(true);
  },
);

test.each(['exec_create: sh', 'exec_start: sh', 'exec_die', 'top', 'attach', 'resize'])(
  '%s changes nothing that is shown',
  (action) => {
    expect(concernsPanel(event(action))).toBe(false);
  },
);
