import type { Where } from './action.ts';

/** Where a key holds, when that is not the whole page. */
export function placeWords(where: Where | undefined): string {
  switch (where) {
    case 'terminal':
      return 'in a terminal';
    case 'editor':
      return 'in the editor';
    case 'tabs':
      return 'on its tab';
    case 'page':
    case 'everywhere':
    case undefined:
      return '';
  }
}
