import { type PointerEvent, useEffect, useRef, useState } from 'react';

interface TabOrderOptions {
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  /** `to`: where it stands afterwards. */
  readonly onMove: (id: string, to: number) => void;
}

interface Drag {
  readonly id: string;
  readonly over: string | null;
}

/** A hand that trembles is not a drag. */
const DRAG_PX = 6;

/** Tabs in an order of one's own: dragged with mouse or pen, or moved by a step, and said aloud. */
export function useTabOrder({ ids, nameOf, onMove }: TabOrderOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState('');
  const moving = useRef<HTMLElement | null>(null);
  // An element that moves in the page loses the focus.
  useEffect(() => {
    moving.current?.focus();
    moving.current = null;
  });

  function move(id: string, to: number): void {
    if (to < 0 || to >= ids.length || ids[to] === id) return;
    onMove(id, to);
    setSaid(`${nameOf(id)} is now tab ${to + 1} of ${ids.length}.`);
  }

  return {
    /** For a live region. */
    said,
    /** `focused`: the tab's own element, when the keyboard is in it. */
    step(id: string, by: -1 | 1, focused?: HTMLElement): void {
      moving.current = focused ?? null;
      move(id, ids.indexOf(id) + by);
    },
    /** For each tab's element, all children of one parent. */
    propsOf: (id: string) => ({
      'data-tab': id,
      'data-dragged': drag?.id === id || undefined,
      'data-over': drag?.over === id ? sideOf(ids, drag.id, id) : undefined,
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        void followDrag(event, (over) => setDrag({ id, over })).then((over) => {
          setDrag(null);
          if (over !== null) move(id, ids.indexOf(over));
        });
      },
    }),
  };
}

/** Tells which tab of the same list the pointer is over while it is held; resolves with the one where it was let go. */
function followDrag(
  { clientX: from, currentTarget }: PointerEvent<HTMLElement>,
  onOver: (over: string | null) => void,
): Promise<string | null> {
  const list = currentTarget.parentElement;
  return new Promise((resolve) => {
    const end = new AbortController();
    const { signal } = end;
    let over: string | null = null;
    let isDrag = false;
    const finish = (at: string | null) => {
      end.abort();
      resolve(at);
    };
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      isDrag ||= Math.abs(clientX - from) >= DRAG_PX;
      if (!isDrag) return;
      const tab = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-tab]');
      over = tab?.parentElement === list ? (tab?.dataset.tab ?? null) : null;
      onOver(over);
    };
    document.addEventListener('pointermove', onMove, { signal });
    document.addEventListener('pointerup', () => finish(over), { signal });
    document.addEventListener('pointercancel', () => finish(null), { signal });
  });
}

/** Where the mark stands: what is dragged takes that tab's place, from the side it comes from. */
function sideOf(ids: readonly string[], dragged: string, over: string): 'before' | 'after' | undefined {
  if (dragged === over) return undefined;
  return ids.indexOf(dragged) < ids.indexOf(over) ? 'after' : 'before';
}
