import { describe, expect, it } from 'vitest';
import { contrastRatio, tokensOf } from '../ui/tokens-rig.ts';
import { sixDigits, themeFrom } from './theme-colours.ts';

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themeFrom(tokensOf({ theme: name }), { dark: name === 'dark' });

  it('gives the editor colours that it can read', () => {
    for (const colour of Object.values(theme.colors)) expect(colour).toMatch(/^#[\da-f]{6}([\da-f]{2})?$/i);
    for (const { foreground } of theme.rules) expect(foreground).toMatch(/^[\da-f]{6}$/i);
  });

  it('can be read at 4.5 to 1, selected text too', () => {
    const background = theme.colors['editor.background'] ?? '';
    const selection = theme.colors['editor.selectionBackground'] ?? '';
    for (const { token, foreground } of theme.rules) {
      expect(contrastRatio(`#${foreground}`, background), token).toBeGreaterThanOrEqual(4.5);
      // Comments and marks are the quietest of all, and one selects them seldom: 3 to 1.
      expect(contrastRatio(`#${foreground}`, selection), `${token}, selected`).toBeGreaterThanOrEqual(3);
    }
  });
});

it.each(['light', 'dark'] as const)('the %s theme with high contrast is read at 7 to 1', (name) => {
  const tokens = tokensOf({ theme: name, contrast: 'more' });
  const theme = themeFrom(tokens, { dark: name === 'dark', highContrast: true });
  const background = theme.colors['editor.background'] ?? '';
  for (const { token, foreground } of theme.rules)
    expect(contrastRatio(`#${foreground}`, background), token).toBeGreaterThanOrEqual(7);
  expect(theme.base).toBe(name === 'dark' ? 'hc-black' : 'hc-light');
});

describe('sixDigits', () => {
  it('writes out a short colour and leaves a long one', () => {
    expect(sixDigits(' #Abc')).toBe('#AAbbcc');
    expect(sixDigits('#f6f4ef')).toBe('#f6f4ef');
  });
});
