/** The page's tokens as an editor theme. */
import type { editor } from 'monaco-editor/editor';
import { languageColours } from './intellisense/language-colours.ts';

/** Reads a custom property of the page, such as `--ink`. */
export type ReadToken = (name: string) => string;

/** `#abc` and `#aabbcc`, with a space or not, as `#aabbcc`: the editor takes nothing else. */
export function sixDigits(colour: string): string {
  const value = colour.trim();
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value);
  return short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : value;
}

export interface ThemeKind {
  readonly dark: boolean;
  /** Every surface has a line around it, as for high contrast. */
  readonly highContrast?: boolean;
}

export function themeFrom(
  read: ReadToken,
  { dark, highContrast = false }: ThemeKind,
): editor.IStandaloneThemeData {
  const colour = (name: string) => sixDigits(read(`--${name}`));
  const rule = (token: string, name: string, fontStyle?: string) => ({
    token,
    foreground: colour(name).slice(1),
    ...(fontStyle && { fontStyle }),
  });
  return {
    base: baseOf(dark, highContrast),
    // Nothing of Visual Studio's palette: one accent, as everywhere on the page.
    inherit: false,
    rules: [
      { token: '', foreground: colour('ink').slice(1), background: colour('surface').slice(1) },
      rule('keyword', 'act', 'bold'),
      rule('keyword.json', 'act'),
      rule('string', 'holds'),
      rule('attribute.value', 'holds'),
      rule('regexp', 'holds'),
      rule('comment', 'ink-3'),
      rule('number', 'link'),
      rule('type', 'link'),
      rule('tag', 'link'),
      rule('attribute.name', 'link'),
      rule('variable', 'link'),
      rule('metatag', 'ink-3'),
      rule('delimiter', 'ink-2'),
      rule('strong', 'ink', 'bold'),
      rule('emphasis', 'ink', 'italic'),
    ],
    colors: {
      ...editorColours(colour),
      ...(highContrast && { contrastBorder: colour('line'), contrastActiveBorder: colour('focus') }),
    },
  };
}

function baseOf(dark: boolean, highContrast: boolean): editor.BuiltinTheme {
  if (highContrast) return dark ? 'hc-black' : 'hc-light';
  return dark ? 'vs-dark' : 'vs';
}

function editorColours(colour: (name: string) => string): Record<string, string> {
  const clear = '#00000000';
  return {
    'editor.background': colour('surface'),
    'editor.foreground': colour('ink'),
    'editorCursor.foreground': colour('act'),
    'editorLineNumber.foreground': colour('ink-3'),
    'editorLineNumber.activeForeground': colour('ink'),
    'editorLineNumber.dimmedForeground': colour('ink-3'),
    'editor.selectionBackground': colour('act-soft'),
    'editor.inactiveSelectionBackground': colour('sunk'),
    'editor.wordHighlightBackground': colour('sunk'),
    'editor.wordHighlightStrongBackground': colour('sunk'),
    'editor.wordHighlightTextBackground': colour('sunk'),
    'editor.selectionHighlightBackground': colour('sunk'),
    'editorBracketMatch.background': colour('sunk'),
    'editorBracketMatch.border': colour('line-strong'),
    ...bracketColours(colour('ink-2')),
    'editorIndentGuide.background1': colour('line'),
    'editorIndentGuide.activeBackground1': colour('line-strong'),
    'editorWhitespace.foreground': colour('line-strong'),
    'editor.findMatchBackground': colour('notyet-soft'),
    'editor.findMatchBorder': colour('notyet'),
    'editor.findMatchHighlightBackground': colour('notyet-soft'),
    'editor.rangeHighlightBackground': colour('sunk'),
    ...languageColours(colour),
    'editorWidget.background': colour('canvas'),
    'editorWidget.foreground': colour('ink'),
    'editorWidget.border': colour('line-strong'),
    'input.background': colour('surface'),
    'input.foreground': colour('ink'),
    'input.border': colour('line-strong'),
    'input.placeholderForeground': colour('ink-3'),
    'menu.background': colour('surface'),
    'menu.foreground': colour('ink'),
    'menu.border': colour('line-strong'),
    'menu.separatorBackground': colour('line'),
    'menu.selectionBackground': colour('sunk'),
    'menu.selectionForeground': colour('ink'),
    'quickInput.background': colour('canvas'),
    'quickInput.foreground': colour('ink'),
    'quickInputList.focusBackground': colour('sunk'),
    'quickInputList.focusForeground': colour('ink'),
    'list.hoverBackground': colour('sunk'),
    'list.highlightForeground': colour('act'),
    'diffEditor.insertedTextBackground': `${colour('holds')}33`,
    'diffEditor.insertedLineBackground': colour('holds-soft'),
    'diffEditor.removedTextBackground': `${colour('act')}33`,
    'diffEditor.removedLineBackground': colour('act-soft'),
    'diffEditor.border': colour('line'),
    'diffEditor.diagonalFill': colour('line'),
    'scrollbarSlider.background': `${colour('line-strong')}80`,
    'scrollbarSlider.hoverBackground': `${colour('line-strong')}c0`,
    'scrollbarSlider.activeBackground': colour('line-strong'),
    'scrollbar.shadow': clear,
    'widget.shadow': clear,
    focusBorder: colour('focus'),
    foreground: colour('ink'),
    'icon.foreground': colour('ink-2'),
  };
}

/** All alike: the comparison colours them in six, whatever the editor's option says. */
function bracketColours(quiet: string): Record<string, string> {
  const names = [1, 2, 3, 4, 5, 6].map((depth) => `editorBracketHighlight.foreground${depth}`);
  return Object.fromEntries(
    [...names, 'editorBracketHighlight.unexpectedBracket.foreground'].map((name) => [name, quiet]),
  );
}
