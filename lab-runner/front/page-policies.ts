import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { inlineScriptHashes } from './inline-scripts.ts';

const REMEMBERED_PAGES = 200;

/** Hashes of inline scripts by the bytes of the page, since most pages are asked for more than once. */
export class PagePolicies {
  readonly #known = new Map<string, readonly string[]>();

  scriptHashes(body: Buffer, encoding: string | undefined): readonly string[] {
    const key = createHash('sha1').update(body).digest('base64');
    const known = this.#known.get(key);
    if (known) return known;
    const html = (encoding === 'gzip' ? gunzipSync(body) : body).toString('utf8');
    const hashes = inlineScriptHashes(html);
    this.#known.set(key, hashes);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED_PAGES && oldest !== undefined) this.#known.delete(oldest);
    return hashes;
  }
}
