/** The names that previews go by: each is an origin of its own, so that what a learner serves cannot touch the app. */
import { createHmac } from 'node:crypto';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import { LabError } from '../errors.ts';

/** What stands behind the star of `https://*.preview.example.org`. */
export interface WildcardOrigin {
  readonly protocol: 'http:' | 'https:';
  /** Begins with a dot. */
  readonly suffix: string;
  /** `:8443`, or empty for the protocol's own. */
  readonly port: string;
}

export interface PreviewName {
  /** First part of the host name. */
  readonly label: string;
  /** With the port, as a browser says it. */
  readonly host: string;
  readonly origin: string;
}

/** Browsers take *.localhost as this machine without asking anybody. */
const LOCALHOST = '.localhost';
const LABEL = /^[a-z0-9]{1,5}-[a-z2-7]{26}$/;

/** Undefined when the text is no such origin. */
export function parseWildcard(text: string): WildcardOrigin | undefined {
  const found = /^(https?:)\/\/\*(\.[a-z0-9-]+(?:\.[a-z0-9-]+)+)(:\d{1,5})?\/?$/.exec(text);
  if (!found || !URL.canParse(text.replace('*', 'x'))) return undefined;
  const [, protocol, suffix = '', port = ''] = found;
  return { protocol: protocol === 'https:' ? 'https:' : 'http:', suffix, port };
}

/** As a source of a Content-Security-Policy. */
export const asSource = ({ protocol, suffix, port }: WildcardOrigin) => `${protocol}//*${suffix}${port}`;

/**
 * Where previews are for somebody who reaches the app by this Host. Without a wildcard of the operator's that is localhost,
 * on whichever port they come by; undefined for whoever comes from elsewhere, whose localhost is another machine.
 */
export function previewsAt(host: string, given: WildcardOrigin | undefined): WildcardOrigin | undefined {
  if (given) return given;
  const found = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.exec(host);
  return found ? { protocol: 'http:', suffix: LOCALHOST, port: found[2] ?? '' } : undefined;
}

/** True for every name that could be a preview's: the app answers under none of them. */
export function isPreviewHost(host: string | undefined, given: WildcardOrigin | undefined): boolean {
  return hostName(host).endsWith(given?.suffix ?? LOCALHOST);
}

/** Throws `preview_refused` for a host that no preview has. */
export function readPreviewHost(host: string | undefined, given: WildcardOrigin | undefined): PreviewName {
  const name = hostName(host);
  const suffix = given?.suffix ?? LOCALHOST;
  const label = name.slice(0, -suffix.length);
  if (!name.endsWith(suffix) || !LABEL.test(label)) {
    throw new LabError('preview_refused', { detail: 'no preview has this name' });
  }
  const port = given?.port ?? /:\d{1,5}$/.exec(host ?? '')?.[0] ?? '';
  return nameOf(label, given ?? { protocol: 'http:', suffix, port });
}

/** The name of one target in one sandbox. Nobody guesses it, and it is no proof: see preview-pass.ts. */
export function previewName(
  about: { readonly sandbox: string; readonly learner: string; readonly target: PreviewTarget },
  secret: Uint8Array,
  at: WildcardOrigin,
): PreviewName {
  const { sandbox, learner, target } = about;
  const place =
    target.kind === 'port' ? '' : `${'namespace' in target ? target.namespace : ''}/${target.name}`;
  const text = JSON.stringify(['preview', sandbox, learner, target.kind, place, target.port]);
  const digest = createHmac('sha256', secret).update(text).digest();
  return nameOf(`${target.port}-${base32(digest.subarray(0, 16))}`, at);
}

function nameOf(label: string, { protocol, suffix, port }: WildcardOrigin): PreviewName {
  const host = `${label}${suffix}${port}`;
  return { label, host, origin: `${protocol}//${host}` };
}

function hostName(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
