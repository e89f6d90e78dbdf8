/** For tests: the colours of tokens.css, and how well one is read on another. */
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly contrast?: 'more';
}

/** Tokens as a browser would give them: the later rule that fits wins. */
export function tokensOf({ theme, contrast }: Look): (name: string) => string {
  const selectors = [
    ':root',
    theme === 'dark' && '[data-theme="dark"]',
    contrast && '[data-contrast="more"]',
    contrast && theme === 'dark' && '[data-contrast="more"][data-theme="dark"]',
  ];
  const sheet = selectors
    .filter((selector) => typeof selector === 'string')
    .map((selector) => blockOf(selector))
    .join('\n');
  return (name) => [...sheet.matchAll(new RegExp(`${name}:\\s*(#[\\da-f]+)`, 'g'))].at(-1)?.[1] ?? '';
}

function blockOf(selector: string): string {
  const start = css.indexOf(`\n${selector} {`);
  return start < 0 ? '' : css.slice(start, css.indexOf('\n}', start));
}

export function contrastRatio(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
