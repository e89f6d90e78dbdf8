import { editor } from 'monaco-editor/editor';
import { codeSizePx } from '../ui/code-size.ts';
import { isHighContrast } from '../ui/contrast.ts';
import { onLook } from '../ui/on-look.ts';
import { currentTheme } from '../ui/theme-choice.ts';
import { themeFrom } from './theme-colours.ts';

/** Every editor has the page's colours and size of letters, for good. */
export function followLook(): void {
  takeColours();
  onLook(() => {
    takeColours();
    const fontSize = codeSizePx();
    for (const each of [...editor.getDiffEditors(), ...editor.getEditors()]) each.updateOptions({ fontSize });
  });
}

function takeColours(): void {
  const styles = getComputedStyle(document.documentElement);
  const dark = currentTheme() === 'dark';
  const highContrast = isHighContrast();
  // The same name again would not be taken up: the editor knows it already.
  const name = `drydock-${dark ? 'dark' : 'light'}${highContrast ? '-contrast' : ''}`;
  editor.defineTheme(
    name,
    themeFrom((token) => styles.getPropertyValue(token), { dark, highContrast }),
  );
  editor.setTheme(name);
}
