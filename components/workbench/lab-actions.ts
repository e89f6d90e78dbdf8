import type { LabView } from '../../lib/lab-api/lab.ts';
import { type LabControls, LabRequestError } from './lab-context.ts';
import { isLabView } from './lab-messages.ts';
import { networkProblem } from './lab-problem.ts';
import type { LabRequest } from './lab-request.ts';
import type { LabStore } from './lab-store.ts';

type LabActions = Pick<LabControls, 'start' | 'reset' | 'end' | 'extend' | 'check'>;

/** What a press leads to is shown at once; the runner's word then replaces it, and a problem takes it back. */
export function createLabActions(request: LabRequest, store: LabStore): LabActions {
  async function act(path: string, init: RequestInit, expected?: (lab: LabView) => LabView): Promise<void> {
    const before = store.snapshot().lab;
    const shown = before && expected ? expected(before) : before;
    store.set({ problem: null, lab: shown });
    try {
      const answer: unknown = await (await request(path, init)).json();
      // While the events socket is open it is ahead of this answer, which would turn the clock back.
      if (isLabView(answer) && store.snapshot().connection !== 'open') store.set({ lab: answer });
    } catch (error) {
      const problem = error instanceof LabRequestError ? error.problem : networkProblem;
      const { lab } = store.snapshot();
      store.set({ problem, lab: lab === shown ? before : lab });
    }
  }

  return {
    start: () =>
      act('/lab/start', post(), (lab) => ({ ...lab, state: 'starting', stages: [], problem: null })),
    reset: () => act('/lab/reset', post(), (lab) => ({ ...lab, state: 'resetting', stages: [] })),
    end: () => act('/lab', { method: 'DELETE' }, (lab) => ({ ...lab, state: 'ending' })),
    extend: () => act('/lab/extend', post()),
    check: (task) => act('/lab/check', post({ task }), (lab) => running(lab, task)),
  };
}

function post(body?: object): RequestInit {
  if (!body) return { method: 'POST' };
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function running(lab: LabView, taskId: string | undefined): LabView {
  const isMeant = (id: string) => taskId === undefined || id === taskId;
  return { ...lab, tasks: lab.tasks.map((task) => (isMeant(task.id) ? { ...task, running: true } : task)) };
}
