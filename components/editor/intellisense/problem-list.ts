/** The problems of all open texts, as a list that React can look at. */
import { editor, type IRange, MarkerSeverity } from 'monaco-editor/editor';
import { type KnownFix, knownFixes } from './known-fixes.ts';
import { pathOf } from './text-places.ts';
import type { Severity } from './words.ts';

export interface FileProblem {
  readonly path: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: IRange;
  readonly model: editor.ITextModel;
  readonly fixes: readonly KnownFix[];
}

export class ProblemList {
  #current: readonly FileProblem[] | null = null;

  readonly view = (): readonly FileProblem[] => {
    this.#current ??= editor.getModelMarkers({}).flatMap(toProblem).toSorted(byPlace);
    return this.#current;
  };

  readonly subscribe = (watcher: () => void): (() => void) => {
    const changed = () => {
      this.#current = null;
      watcher();
    };
    const watches = [editor.onDidChangeMarkers(changed), editor.onWillDisposeModel(changed)];
    return () => {
      for (const watch of watches) watch.dispose();
    };
  };
}

function toProblem({ resource, severity, message, ...place }: editor.IMarker): FileProblem[] {
  const path = pathOf(resource);
  const model = editor.getModel(resource);
  if (path === undefined || !model) return [];
  const range = rangeOf(place);
  const fixes = knownFixes(model, range, message);
  return [{ path, model, severity: severityOf(severity), message, range, fixes }];
}

function severityOf(severity: MarkerSeverity): Severity {
  if (severity === MarkerSeverity.Error) return 'error';
  return severity === MarkerSeverity.Warning ? 'warning' : 'hint';
}

function rangeOf({ startLineNumber, startColumn, endLineNumber, endColumn }: IRange): IRange {
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}

function byPlace(a: FileProblem, b: FileProblem): number {
  return (
    a.path.localeCompare(b.path) ||
    a.range.startLineNumber - b.range.startLineNumber ||
    a.range.startColumn - b.range.startColumn
  );
}
