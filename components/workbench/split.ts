/** Where the page is divided, in percent for the first pane. */
export interface Split {
  readonly name: string;
  /** `x`: side by side. `y`: one above the other. */
  readonly axis: 'x' | 'y';
  /** Share of the first pane until the learner moves it. */
  readonly share: number;
}

export const MIN_SHARE = 20;
export const MAX_SHARE = 80;

export const lessonSplit: Split = { name: 'lesson', axis: 'x', share: 43 };
export const editorSplit: Split = { name: 'editor', axis: 'y', share: 54 };

const KEY = 'drydock-split-';

export function shareProperty({ name }: Split): string {
  return `--split-${name}`;
}

export function readShare({ name, share }: Split): number {
  try {
    const kept = Number(localStorage.getItem(KEY + name));
    return kept >= MIN_SHARE && kept <= MAX_SHARE ? kept : share;
  } catch {
    return share;
  }
}

export function keepShare({ name }: Split, share: number): void {
  try {
    localStorage.setItem(KEY + name, share.toFixed(1));
  } catch {
    // Storage is closed to us: the place holds for this page.
  }
}

/** Runs before the first paint. A constant, because the front lets inline scripts run by their hash. */
export const SPLIT_SCRIPT = `for(const n of ["lesson","editor"])try{const v=+localStorage.getItem("${KEY}"+n);if(v>=${MIN_SHARE}&&v<=${MAX_SHARE})document.documentElement.style.setProperty("--split-"+n,v+"%")}catch{}`;
