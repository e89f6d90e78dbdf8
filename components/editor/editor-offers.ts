import type { Offer, Offers } from '../actions/board.ts';
import type { ActionId } from '../actions/catalogue.ts';
import type { monaco } from './monaco.ts';

/** Monaco's own actions that have a place in the catalogue. */
const OWN = {
  'editor.tab-moves': 'drydock.tab-moves-focus',
  'editor.commands': 'editor.action.quickCommand',
  'editor.complete': 'editor.action.triggerSuggest',
  'editor.fix': 'editor.action.quickFix',
  'editor.format': 'editor.action.formatDocument',
  'editor.rename': 'editor.action.rename',
  'editor.outline': 'editor.action.quickOutline',
  'editor.next-problem': 'editor.action.marker.next',
  'editor.previous-problem': 'editor.action.marker.prev',
} as const satisfies { readonly [Id in ActionId]?: string };

export function editorOffers(editor: monaco.editor.IStandaloneCodeEditor): Offers {
  const offers = Object.entries(OWN).map(([id, own]): readonly [string, Offer] => [
    id,
    {
      run: () => {
        editor.focus();
        void editor.getAction(own)?.run();
      },
      isPossible: () => isSeen(editor) && editor.getAction(own)?.isSupported() === true,
    },
  ]);
  return Object.fromEntries(offers);
}

function isSeen(editor: monaco.editor.IStandaloneCodeEditor): boolean {
  return editor.getDomNode()?.checkVisibility() === true && editor.getModel() !== null;
}
