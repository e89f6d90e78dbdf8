import type { ITerminalOptions, ITheme } from '@xterm/xterm';
import { codeSizePx } from '../ui/code-size.ts';
import { isHighContrast } from '../ui/contrast.ts';

/** The terminal is dark in both themes of the page; the first two are --term and --term-ink of tokens.css. */
const theme: ITheme = {
  background: '#0c1219',
  foreground: '#dfe3e0',
  cursor: '#ff8062',
  cursorAccent: '#0c1219',
  selectionBackground: '#34506e',
  selectionInactiveBackground: '#2a3a4c',
  scrollbarSliderBackground: '#3d4b5b80',
  scrollbarSliderHoverBackground: '#3d4b5bc0',
  scrollbarSliderActiveBackground: '#4d5c6d',
  black: '#273240',
  red: '#ff8062',
  green: '#63cdb6',
  yellow: '#ebb654',
  blue: '#86b8e8',
  magenta: '#e08bb5',
  cyan: '#7fd1de',
  white: '#dfe3e0',
  brightBlack: '#84909c',
  brightRed: '#ffa48f',
  brightGreen: '#8ee3cf',
  brightYellow: '#f6d08a',
  brightBlue: '#afd1f2',
  brightMagenta: '#efb4d0',
  brightCyan: '#a9e4ec',
  brightWhite: '#fffdf9',
};

/** As tokens.css has it with data-contrast; the sixteen colours are bright enough on black. */
const highContrast: ITheme = {
  ...theme,
  background: '#000000',
  foreground: '#ffffff',
  cursor: '#ffffff',
  cursorAccent: '#000000',
  selectionBackground: '#ffffff',
  selectionForeground: '#000000',
  selectionInactiveBackground: '#d6d6d6',
  scrollbarSliderBackground: '#b8b8b8',
  scrollbarSliderHoverBackground: '#ffffff',
  scrollbarSliderActiveBackground: '#ffffff',
  black: '#4a4a4a',
  brightBlack: '#b8b8b8',
};

/** What the learner chooses, as it is now. */
export function lookOptions(): Pick<ITerminalOptions, 'theme' | 'fontSize' | 'minimumContrastRatio'> {
  const isHigh = isHighContrast();
  return {
    theme: isHigh ? highContrast : theme,
    fontSize: codeSizePx(),
    minimumContrastRatio: isHigh ? 7 : 4.5,
  };
}

export const SCROLLBACK_LINES = 5_000;

export const terminalOptions: ITerminalOptions = {
  // Of the font's own height, which is 1.32 em: 21 px.
  lineHeight: 1.14,
  scrollback: SCROLLBACK_LINES,
  cursorBlink: false,
  cursorInactiveStyle: 'outline',
  rescaleOverlappingGlyphs: true,
  macOptionIsMeta: true,
  // Search marks and Unicode widths are behind it.
  allowProposedApi: true,
};

/** Families as tokens.css names them: the stand-in has the same cell, so that nothing moves when the font arrives. */
export function codeFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--code').trim() || 'monospace';
}
