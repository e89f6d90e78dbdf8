/** The list with the item at another place: `to` is where it stands afterwards. */
export function movedTo<Item>(list: readonly Item[], item: Item, to: number): readonly Item[] {
  const from = list.indexOf(item);
  if (from < 0 || to < 0 || to >= list.length || from === to) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}
