import { useRef, useState } from 'react';
import type { MenuGroup, MenuItem } from '../ui/popup-menu.tsx';
import { isProblem, saveBlob } from './download.ts';
import { nameOf } from './paths.ts';
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

  function groupsFor(path: string | null): MenuGroup[] {
    const folder = tree.folderAt(path);
    const create = (what: 'file' | 'folder') => () => tree.ask({ kind: 'create', what, folder });
    const upload = () => {
      chooserFolder.current = folder;
      chooser.current?.click();
    };
    const news: MenuItem[] = [
      { label: 'New file', keys: 'Alt+N', act: create('file') },
      { label: 'New folder', keys: 'Alt+Shift+N', act: create('folder') },
      { label: 'Upload files…', act: upload },
    ];
    const inFolder = { title: folder === '' ? null : `In ${folder}`, items: news };
    return path === null ? [inFolder] : [inFolder, { title: nameOf(path), items: itemsOf(path) }];
  }

  function itemsOf(path: string): MenuItem[] {
    const isFolder = view.listing.entries.get(path)?.type === 'folder';
    return [
      ...(isFolder ? [] : [{ label: 'Download', act: () => void download(path) }]),
      { label: 'Rename', keys: 'F2', act: () => tree.ask({ kind: 'rename', path }) },
      { label: 'Delete', keys: 'Del', act: () => tree.ask({ kind: 'delete', path }) },
    ];
  }

  return {
    chooser,
    said,
    groupsFor,
    uploadChosen(input: HTMLInputElement): void {
      workspace.upload([...(input.files ?? [])], chooserFolder.current);
      // The same file may be chosen again.
      input.value = '';
    },
  };
}

export type FileActions = ReturnType<typeof useFileActions>;
