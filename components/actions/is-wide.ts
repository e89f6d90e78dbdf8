/** A phone shows one pane at a time, and its bar leads to each. */
export function isWide(): boolean {
  return matchMedia('(min-width: 801px)').matches;
}
