'use client';
import { type KeyboardEvent, type PointerEvent, useCallback, useRef, useSyncExternalStore } from 'react';
import {
  type HiddenSide,
  hiddenSide,
  hideSide,
  MAX_SHARE,
  MIN_SHARE,
  onSplit,
  readShare,
  type Split,
  setShare,
} from './split.ts';
import styles from './splitter.module.css';

interface SplitterProps {
  readonly split: Split;
  readonly label: string;
  /** What the panes are called; null: that one is always shown. */
  readonly panes: readonly [string | null, string | null];
  readonly className?: string | undefined;
}

const STEP = 2;
/** Dragged this near to an edge, there is no pane left to speak of. */
const GONE_SHARE = 8;

/**
 * The line between two panes of the element around it that carries `data-split`, whose first track is `var(--split-…)`.
 * Dragged, or moved by arrow keys; a double click puts it back; Enter, or a drag to the edge, hides a pane, and the line
 * becomes the button that brings it back. All of it is kept as properties of the page, set before the first paint, so
 * that nothing jumps.
 */
export function Splitter({ split, label, panes, className = '' }: SplitterProps) {
  const share = useSyncExternalStore(
    onSplit,
    () => readShare(split),
    () => split.share,
  );
  const hidden = useSyncExternalStore(
    onSplit,
    () => hiddenSide(split),
    () => null,
  );
  const keepsFocus = useRef(false);
  const attach = useCallback((element: HTMLElement | null) => {
    if (element && keepsFocus.current) element.focus();
    if (element) keepsFocus.current = false;
  }, []);
  const vertical = split.axis === 'x';

  function hide(side: HiddenSide) {
    keepsFocus.current = true;
    hideSide(split, side);
  }

  function move(to: number) {
    if (to < GONE_SHARE && panes[0]) hide('first');
    else if (to > 100 - GONE_SHARE && panes[1]) hide('second');
    else setShare(split, Math.min(MAX_SHARE, Math.max(MIN_SHARE, to)));
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.closest('[data-split]')?.getBoundingClientRect();
    if (!box) return;
    const share = vertical ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
    move(share * 100);
  }

  if (hidden !== null && panes[hidden === 'first' ? 0 : 1]) {
    return (
      <button
        ref={attach}
        type="button"
        className={`${styles.rail} ${className}`}
        data-axis={split.axis}
        onClick={() => hide(null)}
      >
        {`Show ${panes[hidden === 'first' ? 0 : 1]}`}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
      ref={attach}
      role="separator"
      className={`${styles.splitter} ${className}`}
      data-axis={split.axis}
      aria-label={label}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share)}
      aria-valuemin={MIN_SHARE}
      aria-valuemax={MAX_SHARE}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setShare(split, null)}
      onKeyDown={(event) => onKey(event, vertical, share, { move, hide: () => panes[0] && hide('first') })}
    />
  );
}

function onKey(
  event: KeyboardEvent,
  vertical: boolean,
  share: number,
  { move, hide }: { readonly move: (share: number) => void; readonly hide: () => void },
): void {
  const target = {
    [vertical ? 'ArrowLeft' : 'ArrowUp']: share - STEP,
    [vertical ? 'ArrowRight' : 'ArrowDown']: share + STEP,
    Home: MIN_SHARE,
    End: MAX_SHARE,
  }[event.key];
  if (target === undefined && event.key !== 'Enter') return;
  event.preventDefault();
  if (target === undefined) hide();
  else move(target);
}
