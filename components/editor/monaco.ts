/** Monaco with what a lesson needs of it, served by us. Weighs most of the editor: import it only when a text is shown. */
import 'monaco-editor/editor/browser/coreCommands';
// The list itself: features/suggest registers what shows it as grey text alone.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/documentSymbols/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/quickOutline/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import * as monaco from 'monaco-editor/editor';
import { startServicesOnDemand } from './intellisense/start-services.ts';
import { registerLanguages } from './monaco-languages.ts';
import { followLook } from './monaco-look.ts';

// One worker for all: only comparing two texts asks it, and it starts with the first question.
globalThis.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' }),
};
registerLanguages();
startServicesOnDemand();
bindKeys();
followLook();
// The editor measures its font once: what it measured before the font was there is wrong.
void document.fonts.load('14px "JetBrains Mono Variable"').then(() => monaco.editor.remeasureFonts());

export { monaco };

/** Monaco's own keys differ between systems here; a lesson can name one only. */
function bindKeys(): void {
  const { KeyCode, KeyMod } = monaco;
  monaco.editor.addKeybindingRules([
    {
      keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
      command: 'editor.action.formatDocument',
      when: 'editorTextFocus',
    },
    { keybinding: KeyCode.F8, command: 'editor.action.marker.next', when: 'editorFocus' },
    { keybinding: KeyMod.Shift | KeyCode.F8, command: 'editor.action.marker.prev', when: 'editorFocus' },
  ]);
}
