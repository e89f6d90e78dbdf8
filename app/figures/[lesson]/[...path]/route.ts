import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { FIGURE_TYPES, figurePath } from '../../../../lib/prose/find-figure.ts';
import { findPlace } from '../../../../lib/web/find-place.ts';
import { readWebSettings } from '../../../../lib/web/settings.ts';

interface FigureRoute {
  readonly params: Promise<{ lesson: string; path: string[] }>;
}

/** Pictures that lessons show; nothing else of a lesson's folder. */
export async function GET(_request: Request, { params }: FigureRoute): Promise<Response> {
  const { lesson, path } = await params;
  const type = FIGURE_TYPES[extname(path.at(-1) ?? '').toLowerCase()];
  const place = await findPlace(lesson).catch(() => null);
  if (!place || type === undefined) return new Response(null, { status: 404 });
  const folder = join(/*turbopackIgnore: true*/ readWebSettings().contentFolder, place.module, place.slug);
  const file = figurePath({ path: folder }, path.join('/'));
  const bytes = file && (await readFile(file).catch(() => null));
  if (!bytes) return new Response(null, { status: 404 });
  return new Response(bytes, { headers: { 'content-type': type, 'cache-control': 'public, max-age=300' } });
}
