import { editor, type IRange, type languages, MarkerSeverity } from 'monaco-editor/editor';
import { toRange, toTextEdit } from 'monaco-languageserver-types';
import {
  type DockerfileProblem,
  dockerfileProblems,
  type LanguageService,
} from './dockerfile/dockerfile-service.ts';
import { folded } from './folded.ts';
import { type KnownFix, rememberFixes } from './known-fixes.ts';
import { isServed } from './text-places.ts';

type Model = editor.ITextModel;

const OWNER = 'dockerfile';
/** As long as Monaco's own languages wait after the last key. */
const CALM_MS = 400;
const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  hint: MarkerSeverity.Info,
} as const;

const known = new WeakMap<
  Model,
  { readonly version: number; readonly problems: readonly DockerfileProblem[] }
>();

/** What is wrong with a text as it is now; asked twice about the same one, it looks once. */
export function problemsOf(service: LanguageService, model: Model): readonly DockerfileProblem[] {
  if (!isServed(model)) return [];
  const version = model.getVersionId();
  const found = known.get(model);
  if (found?.version === version) return found.problems;
  const problems = dockerfileProblems(service, model.getValue());
  known.set(model, { version, problems });
  return problems;
}

/** Keeps the markers of every Dockerfile up to date, from now on. */
export function showProblems(service: LanguageService): void {
  const watched = new WeakSet<Model>();
  const show = (model: Model) => {
    if (model.isDisposed()) return;
    const isOurs = model.getLanguageId() === OWNER;
    const problems = isOurs ? problemsOf(service, model) : [];
    rememberFixes(model, (range, message) =>
      problems.filter((problem) => isAt(toMarker(problem), range, message)).flatMap(toKnownFixes),
    );
    editor.setModelMarkers(model, OWNER, problems.map(toMarker));
  };
  const watch = (model: Model) => {
    show(model);
    if (watched.has(model)) return;
    watched.add(model);
    let timer: ReturnType<typeof setTimeout> | undefined;
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => show(model), CALM_MS);
    });
    model.onWillDispose(() => clearTimeout(timer));
  };
  editor.onDidCreateModel(watch);
  editor.onDidChangeModelLanguage(({ model }) => watch(model));
  editor.getModels().forEach(watch);
}

export function fixAction(model: Model, problem: DockerfileProblem): languages.CodeAction[] {
  return problem.fixes.map(({ title, edits }) => ({
    title,
    kind: 'quickfix',
    diagnostics: [toMarker(problem)],
    edit: {
      edits: edits.map((edit) => ({
        resource: model.uri,
        textEdit: toTextEdit({ range: edit.range, newText: edit.newText }),
        versionId: model.getVersionId(),
      })),
    },
  }));
}

function toMarker({ range, severity, message }: DockerfileProblem): editor.IMarkerData {
  return { ...toRange(range), message: folded(message), severity: SEVERITY[severity] };
}

function isAt(marker: editor.IMarkerData, range: IRange, message: string): boolean {
  return (
    marker.startLineNumber === range.startLineNumber &&
    marker.startColumn === range.startColumn &&
    marker.message === message
  );
}

function toKnownFixes({ fixes }: DockerfileProblem): KnownFix[] {
  return fixes.map(({ title, edits }) => ({
    title,
    edits: edits.map((edit) => ({ range: toRange(edit.range), text: edit.newText })),
  }));
}
