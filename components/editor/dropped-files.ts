import type { UploadSource } from './uploads.ts';

/** What was dropped. A folder looks like a file until it is read: it is told apart here, while that is possible. */
export function droppedFiles(transfer: DataTransfer): UploadSource[] {
  const files = [...transfer.items].filter((item) => item.kind === 'file');
  return files.flatMap((item): UploadSource[] => {
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) return [Object.assign(new Blob(), { name: entry.name, isFolder: true })];
    const file = item.getAsFile();
    return file ? [file] : [];
  });
}

export function bringsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}
