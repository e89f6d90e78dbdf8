/**
 * Which file of the lab a model shows. A model keeps its address for life, while a file may be renamed; models that are
 * no file, such as the other half of a comparison, have no place, and language services leave them alone.
 */
import { type editor, Uri } from 'monaco-editor/editor';

const places = new Map<string, string>();
const numbers = (function* counting() {
  for (let number = 1; ; number += 1) yield number;
})();

/** The address of a model to come. */
export function newPlace(path: string): Uri {
  // The number makes it the only one, the name is what Monaco shows of it.
  const uri = Uri.from({ scheme: 'lab', path: `/${numbers.next().value}/${path}` });
  places.set(String(uri), path);
  return uri;
}

export function movePlace(uri: Uri, path: string): void {
  places.set(String(uri), path);
}

export function forgetPlace(uri: Uri): void {
  places.delete(String(uri));
}

export function pathOf(uri: Uri): string | undefined {
  return places.get(String(uri));
}

/**
 * Beyond it, each keystroke would be felt, and languages that are not here have no services. A Dockerfile is read on the
 * page's own thread, where 50 kB take a fifth of a second.
 */
const CHARACTERS_AT_MOST: Readonly<Record<string, number>> = { dockerfile: 50_000, yaml: 1_000_000 };

export type Service = 'none' | 'on' | 'too-big';

export function serviceOf(model: editor.ITextModel): Service {
  const most = CHARACTERS_AT_MOST[model.getLanguageId()];
  if (most === undefined || pathOf(model.uri) === undefined) return 'none';
  return model.getValueLength() > most ? 'too-big' : 'on';
}

export function isServed(model: editor.ITextModel): boolean {
  return serviceOf(model) === 'on';
}
