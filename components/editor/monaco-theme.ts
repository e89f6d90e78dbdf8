import { editor } from 'monaco-editor/editor';
import { themeFrom } from './theme-colours.ts';

/** The editor follows `data-theme` on the page's root, for good. */
export function followTheme(): void {
  const apply = () => {
    const root = document.documentElement;
    const styles = getComputedStyle(root);
    const dark = root.dataset.theme === 'dark';
    // The same name again would not be taken up: the editor knows it already.
    const name = dark ? 'drydock-dark' : 'drydock-light';
    editor.defineTheme(
      name,
      themeFrom((token) => styles.getPropertyValue(token), dark),
    );
    editor.setTheme(name);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}
