'use client';
import { memo, useCallback, useId, useState } from 'react';
import { PopupMenu } from '../ui/popup-menu.tsx';
import { FileTreeView } from './file-tree-view.tsx';
import styles from './files-panel.module.css';
import { NameField } from './name-field.tsx';
import { joinPath, nameOf } from './paths.ts';
import { UploadList } from './upload-list.tsx';
import { type FileActions, useFileActions } from './use-file-actions.ts';
import { useFileDrop } from './use-file-drop.ts';
import { type Tree, useTree } from './use-tree.ts';
import type { FolderView, LabWorkspace } from './use-workspace.ts';

interface FilesPanelProps {
  readonly workspace: LabWorkspace;
  readonly view: FolderView;
  readonly onOpen: (path: string, intoEditor: boolean) => void;
}

interface MenuPlace {
  readonly at: { readonly x: number; readonly y: number };
  readonly path: string | null;
}

/** The learner's folder as a tree, and all that can be done with files. Two thousand rows are not drawn for every key. */
export const FilesPanel = memo(function FilesPanel({ workspace, view, onOpen }: FilesPanelProps) {
  const tree = useTree(workspace, view, onOpen);
  const actions = useFileActions(workspace, view, tree);
  const drop = useFileDrop(tree.folderAt, (files, folder) => workspace.upload(files, folder));
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const titleId = useId();
  const { focusRow, tabbable } = tree;
  const endMenu = useCallback(
    (byKey: boolean) => {
      setMenu(null);
      if (byKey) focusRow(tabbable);
    },
    [focusRow, tabbable],
  );

  return (
    <div className={styles.panel} {...drop.handlers}>
      <PanelHead
        titleId={titleId}
        actions={actions}
        onMenu={(at) => setMenu({ at, path: tree.focused ?? view.active })}
      />
      <NewEntry workspace={workspace} tree={tree} onOpen={onOpen} />
      <FileTreeView
        workspace={workspace}
        tree={tree}
        labelledBy={titleId}
        active={view.active}
        dropFolder={drop.folder}
        onMenu={(at, path) => setMenu({ at, path })}
      />
      <PanelNotes workspace={workspace} view={view} said={actions.said} />
      <UploadList list={view.uploads} uploads={workspace.uploads} />
      {menu && (
        <PopupMenu
          label={menu.path === null ? 'Files' : `Actions for ${nameOf(menu.path)}`}
          at={menu.at}
          groups={actions.groupsFor(menu.path)}
          onEnd={endMenu}
        />
      )}
    </div>
  );
});

interface PanelHeadProps {
  readonly titleId: string;
  readonly actions: FileActions;
  readonly onMenu: (at: { x: number; y: number }) => void;
}

function PanelHead({ titleId, actions, onMenu }: PanelHeadProps) {
  return (
    <div className={styles.head}>
      <h2 id={titleId}>Files</h2>
      <button
        type="button"
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          onMenu({ x: left, y: bottom });
        }}
      >
        Actions
      </button>
      <input
        ref={actions.chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => actions.uploadChosen(currentTarget)}
      />
    </div>
  );
}

function NewEntry({ workspace, tree, onOpen }: Omit<FilesPanelProps, 'view'> & { readonly tree: Tree }) {
  const { task } = tree;
  if (task?.kind !== 'create') return null;
  const { what, folder } = task;
  return (
    <div className={styles.create}>
      <p>{`New ${what}${folder === '' ? '' : ` in ${folder}`}`}</p>
      <NameField
        key={`${what} ${folder}`}
        label={`Name of the new ${what}`}
        initial=""
        submit={(name) =>
          what === 'file'
            ? workspace.createFile(joinPath(folder, name))
            : workspace.createFolder(joinPath(folder, name))
        }
        onEnd={(name) => {
          const isFile = what === 'file' && name !== null;
          tree.endTask(isFile ? null : name === null ? tree.tabbable : joinPath(folder, name));
          if (isFile) onOpen(joinPath(folder, name), true);
        }}
      />
    </div>
  );
}

function PanelNotes({
  workspace,
  view,
  said,
}: Omit<FilesPanelProps, 'onOpen'> & { readonly said: string | null }) {
  const { loaded, entries, truncated, problem } = view.listing;
  return (
    <div className={styles.notes} role="status">
      {!loaded && !problem && <p>Reading the folder…</p>}
      {loaded && entries.size === 0 && (
        <p>The folder is empty. Make a file with Actions, or drop some here.</p>
      )}
      {truncated && (
        <p>
          Only the first {entries.size.toLocaleString('en')} entries are shown. The terminal shows them all.
        </p>
      )}
      {problem && (
        <p>
          The files could not be listed. {problem.message}{' '}
          <button type="button" onClick={() => workspace.refresh()}>
            Try again
          </button>
        </p>
      )}
      {said && <p>{said}</p>}
    </div>
  );
}
