/** An open text as an editor model. */

import { forgetPlace, movePlace, newPlace } from './intellisense/text-places.ts';
import { languageOf } from './language-of.ts';
import { monaco } from './monaco.ts';
import type { EditorText } from './open-files.ts';
import { lineBreakOf } from './text-content.ts';
import { editsBetween } from './text-edits.ts';

const { EndOfLinePreference, EndOfLineSequence } = monaco.editor;

/** The editor has an option for this, which models made before it do not hear of. */
export const calmBrackets: monaco.editor.ITextModelUpdateOptions = {
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};

export class MonacoText implements EditorText {
  readonly model: monaco.editor.ITextModel;
  /** Set by the editor that shows it, so that what the reader looks at stays where it is. */
  keepingScroll: ((change: () => void) => void) | null = null;
  /** Where the reader asked to go; the editor that shows the text takes it from here. */
  wanted: monaco.IRange | null = null;
  onWanted: (() => void) | null = null;
  /** Cursor and scroll, while another text is shown. */
  viewState: monaco.editor.ICodeEditorViewState | null = null;

  constructor(path: string, text: string) {
    this.model = monaco.editor.createModel(text, languageOf(path, text), newPlace(path));
    // Without a line break in it, a text would get the one of the reader's own system.
    if (!text.includes('\n')) this.model.setEOL(EndOfLineSequence.LF);
    this.model.updateOptions({ tabSize: 2, indentSize: 'tabSize', ...calmBrackets });
    this.model.detectIndentation(!usesTabs(path), 2);
  }

  text(): string {
    return this.model.getValue(EndOfLinePreference.TextDefined);
  }

  replace(text: string): void {
    const { model } = this;
    const change = () => {
      const lineBreak = lineBreakOf(text);
      if (text.includes('\n') && model.getEOL() !== lineBreak) {
        model.pushEOL(lineBreak === '\r\n' ? EndOfLineSequence.CRLF : EndOfLineSequence.LF);
      }
      const edits = editsBetween(this.text(), text).map((edit) => ({
        range: monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end)),
        text: edit.text,
      }));
      model.pushStackElement();
      model.pushEditOperations(null, edits, () => null);
      model.pushStackElement();
    };
    if (this.keepingScroll) this.keepingScroll(change);
    else change();
  }

  onEdit(listener: () => void): void {
    this.model.onDidChangeContent(listener);
  }

  setPath(path: string): void {
    movePlace(this.model.uri, path);
    // By way of another language, so that what is known of the old name is looked at anew.
    monaco.editor.setModelLanguage(this.model, 'plaintext');
    monaco.editor.setModelLanguage(this.model, languageOf(path, this.text()));
  }

  /** Puts the cursor there and the keyboard into the text: at once, or when an editor shows it. */
  goTo(range: monaco.IRange): void {
    this.wanted = range;
    this.onWanted?.();
  }

  dispose(): void {
    this.model.dispose();
    forgetPlace(this.model.uri);
  }
}

/** Where spaces would be an error or a breach of custom. */
function usesTabs(path: string): boolean {
  return /(^|\/)(GNUm|m|M)akefile$|\.(mk|go)$/.test(path);
}
