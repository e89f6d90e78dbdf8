/** The page's panes, in their order on it: elements that carry `data-pane`. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
}

/** Moves the keyboard to the next pane, round and round: out of a terminal or an editor that keeps Tab for itself. */
export function movePane(direction: 'back' | 'on'): void {
  const all = panes();
  if (all.length === 0) return;
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const step = direction === 'on' ? 1 : -1;
  const next = all[(Math.max(here, direction === 'on' ? -1 : 0) + step + all.length) % all.length];
  // Terminal and editor are worked in through a hidden text field.
  const inside = next?.querySelector<HTMLElement>('textarea, .native-edit-context') ?? next;
  inside?.focus();
}
