import { type DragEvent, useState } from 'react';
import { bringsFiles, droppedFiles } from './dropped-files.ts';
import type { UploadSource } from './uploads.ts';

/** Files dragged onto the tree: into the folder under the pointer, or beside the file. */
export function useFileDrop(
  folderAt: (path: string | null) => string,
  upload: (files: UploadSource[], folder: string) => void,
) {
  const [folder, setFolder] = useState<string | null>(null);
  return {
    folder,
    handlers: {
      onDragOver(event: DragEvent): void {
        if (!bringsFiles(event.dataTransfer)) return;
        event.preventDefault();
        const row = (event.target as Element).closest<HTMLElement>('[data-path]');
        setFolder(folderAt(row?.dataset.path ?? null));
      },
      onDragLeave: () => setFolder(null),
      onDrop(event: DragEvent): void {
        if (folder === null) return;
        event.preventDefault();
        event.stopPropagation();
        setFolder(null);
        upload(droppedFiles(event.dataTransfer), folder);
      },
    },
  };
}
