/** How well a text answers what is typed: null when not all letters are in it, in order. Higher is better. */
export function fuzzyScore(text: string, typed: string): number | null {
  const wanted = fold(typed);
  if (wanted === '') return 0;
  const letters = fold(text);
  let best: number | null = null;
  for (
    let from = letters.indexOf(wanted.charAt(0));
    from >= 0;
    from = letters.indexOf(wanted.charAt(0), from + 1)
  ) {
    const score = scoreFrom(letters, wanted, from);
    if (score !== null && (best === null || score > best)) best = score;
  }
  return best;
}

const AT_WORD = 8;
const IN_A_ROW = 5;
const GAP = 1;

function scoreFrom(letters: string, wanted: string, from: number): number | null {
  let score = 0;
  let last = from - 1;
  for (const letter of wanted) {
    const at = letters.indexOf(letter, last + 1);
    if (at < 0) return null;
    const isWord = at === 0 || letters[at - 1] === ' ';
    score += (isWord ? AT_WORD : 0) + (at === last + 1 ? IN_A_ROW : -GAP * Math.min(at - last, 10));
    last = at;
  }
  // Of two that fit alike, the shorter one is meant.
  return score - from / 100 - letters.length / 1000;
}

/** Without case, accents and doubled spaces. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
