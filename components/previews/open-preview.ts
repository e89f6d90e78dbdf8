import { createContext, useContext } from 'react';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';

/** Shows a target in the Preview tab, from wherever it is named. */
export type OpenPreview = (target: PreviewTarget) => void;

export const OpenPreviewContext = createContext<OpenPreview | null>(null);

/** Null outside the workbench. */
export function useOpenPreview(): OpenPreview | null {
  return useContext(OpenPreviewContext);
}
