import { useRef, useState } from 'react';
import { isProblem, saveBlob } from './download.ts';
import { nameOf } from './paths.ts';
import type { MenuItem } from './tree-menu.tsx';
import type { Tree } from './use-tree.ts';
import type { FolderView, LabWorkspace } from './use-workspace.ts';

/** What the menu of a row, or of the whole folder, offers. */
export function useFileActions(workspace: LabWorkspace, view: FolderView, tree: Tree) {
  const chooser = useRef<HTMLInputElement>(null);
  const chooserFolder = useRef('');
  const [said, setSaid] = useState<string | null>(null);

  async function download(path: string): Promise<void> {
    setSaid(null);
    const found = await workspace.download(path);
    if (isProblem(found)) setSaid(`${nameOf(path)} was not downloaded. ${found.message}`);
    else saveBlob(found, path);
  }

  function itemsFor(path: string | null): MenuItem[] {
    const folder = tree.folderAt(path);
    const create = (what: 'file' | 'folder') => () => tree.ask({ kind: 'create', what, folder });
    const upload = () => {
      chooserFolder.current = folder;
      chooser.current?.click();
    };
    const items: MenuItem[] = [
      { label: 'New file', keys: 'Alt+N', act: create('file') },
      { label: 'New folder', keys: 'Alt+Shift+N', act: create('folder') },
      { label: 'Upload files…', act: upload },
    ];
    if (path === null) return items;
    if (view.listing.entries.get(path)?.type !== 'folder') {
      items.push({ label: 'Download', act: () => void download(path) });
    }
    items.push({ label: 'Rename', keys: 'F2', act: () => tree.ask({ kind: 'rename', path }) });
    items.push({ label: 'Delete', keys: 'Del', act: () => tree.ask({ kind: 'delete', path }) });
    return items;
  }

  return {
    chooser,
    said,
    itemsFor,
    uploadChosen(input: HTMLInputElement): void {
      workspace.upload([...(input.files ?? [])], chooserFolder.current);
      // The same file may be chosen again.
      input.value = '';
    },
  };
}

export type FileActions = ReturnType<typeof useFileActions>;
