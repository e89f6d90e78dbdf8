import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sixDigits, themeFrom } from './theme-colours.ts';

const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');

/** Tokens as a browser would give them, from the sheet itself. */
function tokensOf(theme: 'light' | 'dark'): (name: string) => string {
  const [light = '', dark = ''] = css.split('[data-theme="dark"]');
  const value = (sheet: string, name: string) => new RegExp(`${name}:\\s*(#[\\da-f]+)`).exec(sheet)?.[1];
  return (name) => (theme === 'dark' ? value(dark, name) : undefined) ?? value(light, name) ?? '';
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themeFrom(tokensOf(name), name === 'dark');

  it('gives the editor colours that it can read', () => {
    for (const colour of Object.values(theme.colors)) expect(colour).toMatch(/^#[\da-f]{6}([\da-f]{2})?$/i);
    for (const { foreground } of theme.rules) expect(foreground).toMatch(/^[\da-f]{6}$/i);
  });

  it('can be read at 4.5 to 1, selected text too', () => {
    const background = theme.colors['editor.background'] ?? '';
    const selection = theme.colors['editor.selectionBackground'] ?? '';
    for (const { token, foreground } of theme.rules) {
      expect(contrast(`#${foreground}`, background), token).toBeGreaterThanOrEqual(4.5);
      // Comments and marks are the quietest of all, and one selects them seldom: 3 to 1.
      expect(contrast(`#${foreground}`, selection), `${token}, selected`).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('sixDigits', () => {
  it('writes out a short colour and leaves a long one', () => {
    expect(sixDigits(' #Abc')).toBe('#AAbbcc');
    expect(sixDigits('#f6f4ef')).toBe('#f6f4ef');
  });
});
