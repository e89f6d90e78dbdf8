'use client';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useState } from 'react';
import { keepShare, MAX_SHARE, MIN_SHARE, readShare, type Split, shareProperty } from './split.ts';
import styles from './splitter.module.css';

interface SplitterProps {
  readonly split: Split;
  readonly label: string;
  readonly className?: string | undefined;
}

const STEP = 2;

/**
 * The line between two panes of the element around it that carries `data-split`, whose first track is `var(--split-…)`. Dragged, or moved by arrow keys; a
 * double click puts it back. Its place is a property of the page, set before the first paint, so that nothing jumps.
 */
export function Splitter({ split, label, className = '' }: SplitterProps) {
  const [share, setShare] = useState(split.share);
  useEffect(() => setShare(readShare(split)), [split]);
  const vertical = split.axis === 'x';

  function move(to: number) {
    const next = Math.min(MAX_SHARE, Math.max(MIN_SHARE, to));
    document.documentElement.style.setProperty(shareProperty(split), `${next}%`);
    keepShare(split, next);
    setShare(next);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.closest('[data-split]')?.getBoundingClientRect();
    if (!box) return;
    move(
      vertical
        ? ((event.clientX - box.left) / box.width) * 100
        : ((event.clientY - box.top) / box.height) * 100,
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = {
      [vertical ? 'ArrowLeft' : 'ArrowUp']: share - STEP,
      [vertical ? 'ArrowRight' : 'ArrowDown']: share + STEP,
      Home: MIN_SHARE,
      End: MAX_SHARE,
      Enter: split.share,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
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
      onDoubleClick={() => move(split.share)}
      onKeyDown={onKeyDown}
    />
  );
}
