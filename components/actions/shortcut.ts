/** Keys as the catalogue writes them: `Mod+K`, `Alt+Shift+L`, `F6`. `Mod` is Ctrl, or Command on a Mac. */

/** What of a keyboard event a shortcut is about. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

export function matches(pressed: Pressed, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const has = (name: string) => parts.includes(name);
  const modIsRight = has('Mod')
    ? pressed.ctrlKey !== pressed.metaKey
    : pressed.ctrlKey === has('Ctrl') && !pressed.metaKey;
  return (
    modIsRight && pressed.shiftKey === has('Shift') && pressed.altKey === has('Alt') && isKey(pressed, key)
  );
}

/** By its letter; by its place where the letter is another alphabet's, or one that a Mac makes with Option. */
function isKey({ key, code }: Pressed, wanted: string): boolean {
  if (key.toLowerCase() === (NAMES[wanted] ?? wanted).toLowerCase()) return true;
  if (/^[A-Z]$/.test(wanted)) return !/^[a-z]$/i.test(key) && code === `Key${wanted}`;
  return /^\d$/.test(wanted) && code === `Digit${wanted}`;
}

const NAMES: Readonly<Record<string, string>> = {
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  Space: ' ',
};

/** As `aria-keyshortcuts` wants it. */
export function ariaKeys(shortcuts: readonly string[]): string {
  return shortcuts
    .flatMap((shortcut) =>
      shortcut.includes('Mod') ? ['Control', 'Meta'].map((mod) => shortcut.replace('Mod', mod)) : shortcut,
    )
    .map((shortcut) => shortcut.replace('Ctrl', 'Control').replace(/[↑↓←→]/, (arrow) => NAMES[arrow] ?? ''))
    .join(' ');
}

/** As it is printed: `Ctrl K`, on a Mac `⌘ K`. */
export function printed(shortcut: string, isMac: boolean): string {
  return shortcut.replace('Mod', isMac ? '⌘' : 'Ctrl').replaceAll('+', ' ');
}

export function onMac(): boolean {
  return navigator.platform.startsWith('Mac');
}
