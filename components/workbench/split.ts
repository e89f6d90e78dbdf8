import { keepChoice } from '../ui/kept-choice.ts';

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
export const filesSplit: Split = { name: 'files', axis: 'x', share: 24 };
export const besideSplit: Split = { name: 'beside', axis: 'x', share: 50 };
const NAMES = [lessonSplit, editorSplit, filesSplit, besideSplit].map(({ name }) => name);

export const SHARE_KEY = 'drydock-split-';
export const HIDDEN_KEY = 'drydock-hidden-';

function shareProperty({ name }: Split): string {
  return `--split-${name}`;
}

/** As the page has it now. */
export function readShare(split: Split): number {
  const set = Number.parseFloat(document.documentElement.style.getPropertyValue(shareProperty(split)));
  return Number.isNaN(set) ? split.share : set;
}

/** Null: as at first. */
export function setShare(split: Split, share: number | null): void {
  const { style } = document.documentElement;
  if (share === null) style.removeProperty(shareProperty(split));
  else style.setProperty(shareProperty(split), `${share}%`);
  keepChoice(SHARE_KEY + split.name, share === null ? null : share.toFixed(1));
}

/** Which of the two panes is not shown. */
export type HiddenSide = 'first' | 'second' | null;

function hiddenAttribute({ name }: Split): string {
  return `data-hidden-${name}`;
}

export function hiddenSide(split: Split): HiddenSide {
  return document.documentElement.getAttribute(hiddenAttribute(split)) as HiddenSide;
}

export function hideSide(split: Split, side: HiddenSide): void {
  if (side === null) document.documentElement.removeAttribute(hiddenAttribute(split));
  else document.documentElement.setAttribute(hiddenAttribute(split), side);
  keepChoice(HIDDEN_KEY + split.name, side);
}

/** Tells when a pane has another size, was hidden or is shown again. Returns how to stop. */
export function onSplit(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  const attributeFilter = ['style', ...NAMES.map((name) => `data-hidden-${name}`)];
  observer.observe(document.documentElement, { attributeFilter });
  return () => observer.disconnect();
}

/** Runs before the first paint. A constant, because the front lets inline scripts run by their hash. */
export const SPLIT_SCRIPT = `for(const n of ${JSON.stringify(NAMES)})try{const d=document.documentElement,v=+localStorage.getItem("${SHARE_KEY}"+n),h=localStorage.getItem("${HIDDEN_KEY}"+n);if(v>=${MIN_SHARE}&&v<=${MAX_SHARE})d.style.setProperty("--split-"+n,v+"%");if(h==="first"||h==="second")d.setAttribute("data-hidden-"+n,h)}catch{}`;
