/** Monaco asks, the language service answers: it is quick enough for the page's own thread. */
import { type editor, languages } from 'monaco-editor/editor';
import {
  fromPosition,
  fromRange,
  toCompletionList,
  toDocumentHighlight,
  toFoldingRange,
  toHover,
  toRange,
  toSignatureHelp,
  toTextEdit,
} from 'monaco-languageserver-types';
import { createDockerfileLanguage, type LanguageService } from './dockerfile/dockerfile-service.ts';
import { dockerfileOutline } from './dockerfile/outline.ts';
import { fixAction, problemsOf, showProblems } from './dockerfile-problems.ts';
import { isServed } from './text-places.ts';

type Model = editor.ITextModel;

const LANGUAGE = 'dockerfile';

export function provideDockerfiles(): void {
  const service = createDockerfileLanguage();
  showProblems(service);
  provideWriting(service);
  provideReading(service);
  provideChanges(service);
}

function provideWriting(service: LanguageService): void {
  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: [' ', '=', '$', '-'],
    async provideCompletionItems(model, position) {
      if (!isServed(model)) return;
      const word = model.getWordUntilPosition(position);
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      };
      const items = await completions(service, model, position);
      return toCompletionList({ isIncomplete: false, items }, { range });
    },
  });
  languages.registerSignatureHelpProvider(LANGUAGE, {
    signatureHelpTriggerCharacters: [' ', '[', ',', '"', '-', '='],
    provideSignatureHelp(model, position) {
      if (!isServed(model)) return;
      const value = toSignatureHelp(service.computeSignatureHelp(model.getValue(), fromPosition(position)));
      return value.signatures.length > 0 ? { value, dispose() {} } : undefined;
    },
  });
}

async function completions(
  service: LanguageService,
  model: Model,
  position: Parameters<typeof fromPosition>[0],
) {
  try {
    const found = await service.computeCompletionItems(model.getValue(), fromPosition(position));
    return found.map((item) => service.resolveCompletionItem(item));
  } catch {
    // After "FROM node:" it would ask Docker Hub for tags, which nobody here can.
    return [];
  }
}

function provideReading(service: LanguageService): void {
  languages.registerHoverProvider(LANGUAGE, {
    provideHover(model, position) {
      const found = isServed(model) && service.computeHover(model.getValue(), fromPosition(position));
      return found ? toHover(found) : undefined;
    },
  });
  languages.registerDocumentHighlightProvider(LANGUAGE, {
    provideDocumentHighlights: (model, position) =>
      isServed(model)
        ? service.computeHighlightRanges(model.getValue(), fromPosition(position)).map(toDocumentHighlight)
        : undefined,
  });
  languages.registerDefinitionProvider(LANGUAGE, {
    provideDefinition(model, position) {
      if (!isServed(model)) return;
      const uri = String(model.uri);
      const found = service.computeDefinition({ uri }, model.getValue(), fromPosition(position));
      return found ? { uri: model.uri, range: toRange(found.range) } : undefined;
    },
  });
  languages.registerFoldingRangeProvider(LANGUAGE, {
    provideFoldingRanges: (model) =>
      isServed(model) ? service.computeFoldingRanges(model.getValue()).map(toFoldingRange) : undefined,
  });
  languages.registerDocumentSymbolProvider(LANGUAGE, {
    displayName: 'Dockerfile',
    provideDocumentSymbols: (model) =>
      isServed(model) ? dockerfileOutline(model.getValue()).map(toSymbol) : undefined,
  });
}

function provideChanges(service: LanguageService): void {
  languages.registerDocumentFormattingEditProvider(LANGUAGE, {
    displayName: 'Dockerfile',
    provideDocumentFormattingEdits: (model, options) =>
      isServed(model) ? service.format(model.getValue(), { ...options }).map(toTextEdit) : undefined,
  });
  languages.registerRenameProvider(LANGUAGE, {
    provideRenameEdits(model, position, newName) {
      const uri = String(model.uri);
      const edits = service
        .computeRename({ uri }, model.getValue(), fromPosition(position), newName)
        .map(toTextEdit);
      return { edits: edits.map((textEdit) => ({ resource: model.uri, textEdit, versionId: undefined })) };
    },
    resolveRenameLocation(model, position) {
      const found = isServed(model) && service.prepareRename(model.getValue(), fromPosition(position));
      const nowhere = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 };
      const rejectReason = 'Only the names of stages and variables can be renamed.';
      if (!found) return { range: nowhere, text: '', rejectReason };
      return { range: toRange(found), text: model.getValueInRange(toRange(found)) };
    },
  });
  languages.registerCodeActionProvider(LANGUAGE, {
    provideCodeActions(model, range) {
      const near = problemsOf(service, model).filter((problem) => {
        const { start, end } = fromRange(range);
        return problem.range.start.line <= end.line && start.line <= problem.range.end.line;
      });
      return { actions: near.flatMap((problem) => fixAction(model, problem)), dispose() {} };
    },
  });
}

function toSymbol(entry: ReturnType<typeof dockerfileOutline>[number]): languages.DocumentSymbol {
  const kind = entry.children ? languages.SymbolKind.Module : languages.SymbolKind.Function;
  return {
    name: entry.name,
    detail: '',
    kind,
    tags: [],
    range: toRange(entry.range),
    selectionRange: toRange(entry.nameRange),
    children: entry.children?.map(toSymbol),
  };
}
