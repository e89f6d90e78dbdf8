/** Everything the editor pane shows of one lab, from its start to its end or reset. React only looks at it. */
import type { FileChange } from '../../lib/lab-api/events.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import { ChangeGate } from './change-gate.ts';
import { FolderListing } from './folder-listing.ts';
import { type EditorText, OpenFiles } from './open-files.ts';
import { ancestorsOf, isWithin } from './paths.ts';
import { problemIn } from './problem-in.ts';
import { createUnsavedTexts } from './unsaved-texts.ts';
import { type UploadSource, Uploads } from './uploads.ts';
import { Visit } from './visit.ts';
import type { Outcome, WorkspaceDeps, WorkspaceView } from './workspace-contract.ts';

const UNEXPECTED = 'That did not work. Try again.';
const exists: Problem = {
  code: 'file_exists',
  message: 'There is something of that name already.',
  retryable: false,
};

export class Workspace<Text extends EditorText = EditorText> {
  readonly open: OpenFiles<Text>;
  readonly uploads: Uploads;
  readonly #deps: WorkspaceDeps<Text>;
  readonly #listing: FolderListing;
  readonly #gate = new ChangeGate((changes) => {
    void this.#listing.refresh();
    this.open.sandboxChanged(changes);
  });
  readonly #watchers = new Set<() => void>();
  #expanded: ReadonlySet<string>;
  #maySend = false;
  readonly #visit: Visit;
  #view: WorkspaceView<Text> | null = null;

  constructor(deps: WorkspaceDeps<Text>) {
    this.#deps = deps;
    const unsaved = createUnsavedTexts(deps.storage, deps.lesson, deps.labStart);
    const onChange = () => this.#changed();
    this.#listing = new FolderListing(deps.files, onChange);
    this.uploads = new Uploads(deps.files, onChange);
    this.open = new OpenFiles<Text>({
      files: deps.files,
      unsaved,
      makeText: deps.makeText,
      entry: (path) => this.#listing.view.entries.get(path),
      maySend: () => this.#maySend,
      onChange,
    });
    this.#visit = new Visit(deps.storage, deps.lesson, unsaved.paths());
    this.#expanded = this.#visit.expanded;
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly view = (): WorkspaceView<Text> => {
    const { tabs, active } = this.open;
    this.#view ??= {
      listing: this.#listing.view,
      tabs,
      active,
      file: active === null ? undefined : this.open.get(active),
      beside: this.#beside(),
      expanded: this.#expanded,
      uploads: this.uploads.list,
    };
    return this.#view;
  };

  /** Whether the lab can be asked now. False stops every save until it is true again. */
  setReachable(reachable: boolean): void {
    if (reachable === this.#maySend) return;
    this.#maySend = reachable;
    if (reachable) {
      void this.#listing.refresh();
      this.#openWanted();
      this.open.resume();
    }
    this.#changed();
  }

  sandboxChanged(changes: readonly FileChange[]): void {
    this.#gate.add(changes);
  }

  refresh(): void {
    void this.#listing.refresh();
  }

  setExpanded(path: string, expanded: boolean): void {
    const next = new Set(this.#expanded);
    if (expanded) next.add(path);
    else next.delete(path);
    this.#expanded = next;
    this.#changed();
  }

  show(path: string): void {
    this.#expanded = new Set([...this.#expanded, ...ancestorsOf(path)]);
    this.open.open(path);
  }

  /** Null: one file alone again. */
  showBeside(path: string | null): void {
    if (path !== null) this.#expanded = new Set([...this.#expanded, ...ancestorsOf(path)]);
    this.open.openBeside(path);
  }

  async createFile(path: string): Promise<Outcome> {
    const outcome = await this.#act(() => this.#deps.files.write(path, new Uint8Array(), null));
    if (outcome?.code === 'file_changed') return exists;
    if (outcome === null) this.show(path);
    return outcome;
  }

  async createFolder(path: string): Promise<Outcome> {
    if (this.#listing.view.entries.has(path)) return exists;
    const outcome = await this.#act(() => this.#deps.files.makeFolder(path));
    if (outcome === null) this.#expanded = new Set([...this.#expanded, ...ancestorsOf(path)]);
    return outcome;
  }

  async rename(from: string, to: string): Promise<Outcome> {
    if (from === to) return null;
    await this.open.flush(from);
    return this.#act(async () => {
      await this.#deps.files.rename(from, to);
      this.open.renamed(from, to);
    });
  }

  async remove(path: string): Promise<Outcome> {
    return this.#act(async () => {
      await this.#deps.files.remove(path);
      this.open.removed(path);
      this.#expanded = new Set([...this.#expanded].filter((folder) => !isWithin(folder, path)));
    });
  }

  upload(sources: readonly UploadSource[], folder: string): void {
    if (folder !== '') this.#expanded = new Set([...this.#expanded, ...ancestorsOf(`${folder}/x`)]);
    this.uploads.add(sources, folder);
  }

  async download(path: string): Promise<Blob | Problem> {
    try {
      return await this.#deps.files.download(path);
    } catch (error) {
      return problemIn(error, UNEXPECTED);
    }
  }

  /** Nothing is sent any more: the lab was reset or has ended, or the page goes. */
  dispose(): void {
    this.#maySend = false;
    this.#listing.dispose();
    this.#gate.dispose();
    this.uploads.dispose();
    this.open.dispose();
    this.#watchers.clear();
  }

  async #act(work: () => Promise<unknown>): Promise<Outcome> {
    try {
      await work();
      await this.#listing.refresh();
      return null;
    } catch (error) {
      return problemIn(error, UNEXPECTED);
    }
  }

  #openWanted(): void {
    const wanted = this.#visit.takeWanted();
    if (!wanted) return;
    for (const path of wanted.tabs) this.open.open(path, { quietly: true });
    const first =
      wanted.active !== null && wanted.tabs.includes(wanted.active) ? wanted.active : this.#deps.firstFile;
    if (first !== null) this.open.open(first, { quietly: true });
    this.open.active = first ?? wanted.tabs[0] ?? null;
    if (wanted.beside !== null && wanted.tabs.includes(wanted.beside)) this.open.openBeside(wanted.beside);
  }

  #beside(): WorkspaceView<Text>['beside'] {
    const path = this.open.beside;
    const file = path === null ? undefined : this.open.get(path);
    return path !== null && file ? { path, file } : null;
  }

  #changed(): void {
    this.#view = null;
    this.#visit.keep(this.open, this.#expanded);
    for (const watcher of this.#watchers) watcher();
  }
}
