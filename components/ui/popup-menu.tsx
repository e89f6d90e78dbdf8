'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './popup-menu.module.css';

export interface MenuGroup {
  /** What the items are about, when that is not plain from where the menu was opened. */
  readonly title: string | null;
  readonly items: readonly MenuItem[];
}

export interface MenuItem {
  readonly label: string;
  /** As printed beside it; whoever opened the menu acts on it. */
  readonly keys?: string | undefined;
  /** For what is on or off. */
  readonly isOn?: boolean | undefined;
  readonly act: () => void;
}

interface PopupMenuProps {
  readonly label: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: readonly MenuGroup[];
  /** `byKey`: the keyboard goes back to where the menu was opened from. */
  readonly onEnd: (byKey: boolean) => void;
}

const EDGE_PX = 8;

/** A menu at a point of the page, by the WAI-ARIA pattern: arrows, Home, End, first letters, Escape. */
export function PopupMenu({ label, at, groups, onEnd }: PopupMenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const box = menu.current;
    if (!box) return;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(EDGE_PX, Math.min(at.x, innerWidth - width - EDGE_PX))}px`;
    box.style.top = `${Math.max(EDGE_PX, Math.min(at.y, innerHeight - height - EDGE_PX))}px`;
    box.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  }, [at]);

  useEffect(() => {
    const endOutside = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) onEnd(false);
    };
    document.addEventListener('pointerdown', endOutside, true);
    return () => document.removeEventListener('pointerdown', endOutside, true);
  }, [onEnd]);

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      return onEnd(true);
    }
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const next = nextItem(all, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      {groups.map(({ title, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
        <div key={title} role="group" aria-label={title ?? label} className={styles.group}>
          {title !== null && <p aria-hidden="true">{title}</p>}
          {items.map((item) => (
            <MenuButton key={item.label} item={item} onEnd={onEnd} />
          ))}
        </div>
      ))}
    </div>
  );
}

function MenuButton({ item, onEnd }: { readonly item: MenuItem } & Pick<PopupMenuProps, 'onEnd'>) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is there with the role that has it
    <button
      type="button"
      role={item.isOn === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={item.isOn}
      tabIndex={-1}
      className={styles.item}
      aria-keyshortcuts={item.keys?.replace('Del', 'Delete')}
      onClick={() => {
        onEnd(false);
        item.act();
      }}
    >
      <span>{item.label}</span>
      {item.keys && <kbd className={styles.keys}>{item.keys}</kbd>}
    </button>
  );
}

function nextItem(all: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const here = all.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return all[(here + 1) % all.length];
    case 'ArrowUp':
      return all[(here - 1 + all.length) % all.length];
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default: {
      if (key.length !== 1) return undefined;
      const startsSo = (item: HTMLElement) => item.textContent.toLowerCase().startsWith(key.toLowerCase());
      return all.slice(here + 1).find(startsSo) ?? all.find(startsSo);
    }
  }
}
