import { keepChoice } from '../ui/kept-choice.ts';

const KEY = 'drydock-actions';
const AT_MOST = 4;

/** Ids of the actions that were taken from the palette last, the newest first. */
export function usedLast(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ').filter((id) => id !== '');
  } catch {
    return [];
  }
}

export function keepUsed(id: string): void {
  keepChoice(KEY, [id, ...usedLast().filter((other) => other !== id)].slice(0, AT_MOST).join(' '));
}
