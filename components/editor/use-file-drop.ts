import { type DragEvent, useState } from 'react';

/** Files dragged onto the tree: into the folder under the pointer, or beside the file. */
export function useFileDrop(
  folderAt: (path: string | null) => string,
  upload: (files: File[], folder: string) => void,
) {
  const [folder, setFolder] = useState<string | null>(null);
  return {
    folder,
    handlers: {
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes('Files')) return;
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
        upload([...event.dataTransfer.files], folder);
      },
    },
  };
}
