'use client';
import { useMemo } from 'react';
import { PopupMenu } from '../ui/popup-menu.tsx';
import type { Group } from './action.ts';
import { board } from './board.ts';
import { actionIds, actionOf, keysOf } from './catalogue.ts';
import { onMac, printed } from './shortcut.ts';

interface ViewMenuProps {
  readonly opener: HTMLElement;
  readonly onEnd: () => void;
}

const GROUPS: readonly Group[] = ['Layout', 'Look'];

/** How the page is laid out and looks: what of the catalogue is about that and possible now. */
export function ViewMenu({ opener, onEnd }: ViewMenuProps) {
  const at = useMemo(() => {
    const { left, bottom } = opener.getBoundingClientRect();
    return { x: left, y: bottom };
  }, [opener]);
  const groups = useMemo(() => GROUPS.map((title) => ({ title, items: itemsOf(title) })), []);
  return (
    <PopupMenu
      label="View"
      at={at}
      groups={groups.filter(({ items }) => items.length > 0)}
      onEnd={(byKey) => {
        onEnd();
        if (byKey) opener.focus();
      }}
    />
  );
}

function itemsOf(group: Group) {
  return actionIds.flatMap((id) => {
    const offer = board.find(id);
    if (!offer || actionOf(id).group !== group) return [];
    const [keys] = keysOf(id);
    return {
      label: actionOf(id).title,
      keys: keys && printed(keys, onMac()),
      isOn: offer.isOn?.(),
      act: () => offer.run(),
    };
  });
}
