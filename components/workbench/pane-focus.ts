/** The page's panes that are seen, in their order on it: elements that carry `data-pane`. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) =>
    pane.checkVisibility({ visibilityProperty: true }),
  );
}

/** Moves the keyboard to the next pane, round and round: out of a terminal or an editor that keeps Tab for itself. */
export function movePane(direction: 'back' | 'on'): void {
  const all = panes();
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const step = direction === 'on' ? 1 : -1;
  const next = all[(Math.max(here, direction === 'on' ? -1 : 0) + step + all.length) % all.length];
  // The only one: out of its text, to the buttons above.
  if (next && all.length === 1)
    next.querySelector<HTMLElement>('[role=tab][aria-selected=true], button')?.focus();
  else if (next) focusPane(next);
}

/** Terminal and editor are worked in through a hidden text field. */
export function focusPane(pane: HTMLElement): void {
  const inside = pane.querySelector<HTMLElement>('textarea, .native-edit-context') ?? pane;
  inside.focus();
}
