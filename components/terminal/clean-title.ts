const LONGEST = 40;
/** Controls, and the marks that turn the direction of text or take no room: a title could lie with them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** A title that a program set, fit for a tab. */
export function cleanTitle(title: string): string {
  const plain = title.replace(UNSAFE, '').replace(/\s+/gu, ' ').trim();
  const letters = [...plain];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : plain;
}

/**
 * What a tab says beside its name. Prompts keep setting the title to where they are, which is news only when it is not
 * the lab's own folder.
 */
export function tabTitle(title: string, folder: string): string {
  const shown = cleanTitle(title.replace(/^[\w.-]+@[\w.-]+: ?/, ''));
  const home = folder.replace(/^\/home\/[^/]+/, '~');
  return shown === home || shown === folder ? '' : shown;
}
