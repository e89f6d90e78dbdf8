/** Bodies of the file routes: /lab/files (tree), /lab/file (one file), /lab/folder, /lab/rename. */
import { z } from 'zod';

/** Largest file that the editor opens or saves; larger ones can be downloaded and uploaded. */
export const EDITABLE_BYTES = 2 * 1024 * 1024;
export const TRANSFER_BYTES = 50 * 1024 * 1024;
/**
 * Response header of GET /lab/file and request header of PUT: the version last seen, `none` for a new file, absent to
 * overwrite. With it a GET answers 204 and no body when that is still the version.
 */
export const VERSION_HEADER = 'x-file-version';

export const fileEntrySchema = z.object({
  path: z.string(),
  type: z.enum(['file', 'folder', 'link', 'other']),
  size: z.number(),
  version: z.string(),
});
export const fileListSchema = z.object({ entries: z.array(fileEntrySchema), truncated: z.boolean() });
export const fileSavedSchema = z.object({ version: z.string() });
export const renameSchema = z.strictObject({ from: z.string().min(1), to: z.string().min(1) });
export const folderSchema = z.strictObject({ path: z.string().min(1) });

export type FileEntry = z.infer<typeof fileEntrySchema>;
export type FileList = z.infer<typeof fileListSchema>;
