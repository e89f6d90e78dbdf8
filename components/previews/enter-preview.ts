import type { Preview } from '../../lib/lab-api/previews.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { PreviewAddress } from './preview-address.ts';

type Request = (path: string, init?: RequestInit) => Promise<Response>;

export type Entry = { readonly url: string } | { readonly problem: string };

/** A way in that is good once: the browser that goes there gets the preview's cookie and is led on to the path. */
export async function enterPreview(request: Request, { target, path }: PreviewAddress): Promise<Entry> {
  try {
    const answer = await request('/lab/previews', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(target),
    });
    const { entrance } = (await answer.json()) as Preview;
    return { url: `${entrance}&to=${encodeURIComponent(path)}` };
  } catch (error) {
    if (error instanceof LabRequestError) return { problem: error.problem.message };
    throw error;
  }
}

/** In a tab of its own, which has nothing to do with this one. Undefined when it went well. */
export async function openInTab(request: Request, address: PreviewAddress): Promise<string | undefined> {
  // Opened before anything is waited for: browsers block what comes later than the press.
  const tab = window.open('about:blank', '_blank');
  if (!tab) return 'The browser did not open a tab. Allow this page to open some, and try again.';
  tab.opener = null;
  const entry = await enterPreview(request, address);
  if ('url' in entry) {
    tab.location.replace(entry.url);
    return undefined;
  }
  tab.close();
  return entry.problem;
}
