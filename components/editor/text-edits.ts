/** The smallest change that turns one text into another, so that cursors and undo outlive a change from outside. */

export interface TextEdit {
  /** Offsets in the old text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cells of the table below. Beyond it one edit replaces all that differs: still right, only coarser. */
const TABLE_LIMIT = 1_000_000;

/** Edits by whole lines, in order, not touching each other. */
export function editsBetween(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail))
    tail++;
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  const offset = lengthOf(old, 0, head);
  return hunks(oldMiddle, nowMiddle).map((hunk) => ({
    start: offset + lengthOf(oldMiddle, 0, hunk.oldStart),
    end: offset + lengthOf(oldMiddle, 0, hunk.oldEnd),
    text: nowMiddle.slice(hunk.nowStart, hunk.nowEnd).join(''),
  }));
}

/** Each with its line break. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lengthOf(lines: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let index = from; index < to; index++) length += lines[index]?.length ?? 0;
  return length;
}

interface Hunk {
  readonly oldStart: number;
  oldEnd: number;
  readonly nowStart: number;
  nowEnd: number;
}

function hunks(old: readonly string[], now: readonly string[]): Hunk[] {
  if (old.length * now.length > TABLE_LIMIT) {
    return [{ oldStart: 0, oldEnd: old.length, nowStart: 0, nowEnd: now.length }];
  }
  const common = commonTable(old, now);
  const width = now.length + 1;
  const found: Hunk[] = [];
  const take = (i: number, j: number, olds: 0 | 1, news: 0 | 1) => {
    const last = found.at(-1);
    if (last && last.oldEnd === i && last.nowEnd === j) {
      last.oldEnd += olds;
      last.nowEnd += news;
    } else found.push({ oldStart: i, oldEnd: i + olds, nowStart: j, nowEnd: j + news });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (
      j >= now.length ||
      (i < old.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      take(i++, j, 1, 0);
    } else {
      take(i, j++, 0, 1);
    }
  }
  return found;
}

/** At [i, j]: how many lines the rests from i and from j have in common. */
function commonTable(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const here = i * width + j;
      table[here] =
        old[i] === now[j]
          ? at(table, here + width + 1) + 1
          : Math.max(at(table, here + width), at(table, here + 1));
    }
  }
  return table;
}

function at(table: Uint32Array, index: number): number {
  return table[index] ?? 0;
}
