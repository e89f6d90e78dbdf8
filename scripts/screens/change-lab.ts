/** Shows a page the lab in another state than it is: pictures of the real interface, no proof of those states. */
import type { Page } from '@playwright/test';
import type { LabView } from '../../lib/lab-api/lab.ts';

export interface LabChange {
  /** What the page is told instead of what the runner says. */
  readonly view?: (real: LabView) => LabView;
  /** What it is told a moment later. */
  readonly later?: (real: LabView) => LabView;
  /** After the first word the connection is gone, and does not come back. */
  readonly lost?: boolean;
}

const A_MOMENT_MS = 2500;
const GOING_AWAY = 1012;

export async function changeLab(page: Page, { view = same, later, lost = false }: LabChange): Promise<void> {
  let opened = 0;
  await page.routeWebSocket('**/lab/events', (socket) => {
    opened += 1;
    if (lost && opened > 1) {
      void socket.close({ code: GOING_AWAY });
      return;
    }
    const tell = (lab: LabView) => socket.send(JSON.stringify({ type: 'lab', lab }));
    const runner = socket.connectToServer();
    let isLater = false;
    runner.onMessage((message) => {
      const event = JSON.parse(String(message)) as { type: string; lab: LabView };
      if (event.type !== 'lab') {
        socket.send(message);
        return;
      }
      tell(isLater && later ? later(event.lab) : view(event.lab));
      if (later && !isLater) {
        setTimeout(() => {
          isLater = true;
          tell(later(event.lab));
        }, A_MOMENT_MS);
      }
      if (lost) setTimeout(() => void socket.close({ code: GOING_AWAY }), A_MOMENT_MS);
    });
  });
}

const same = (lab: LabView) => lab;
