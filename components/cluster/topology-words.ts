import type { Direction } from './policy-rules.ts';
import type { Allowed } from './topology.ts';

const PARTNERS_AT_MOST = 12;

/** What policies let through, as a sentence. */
export function allowedInWords(direction: Direction, allowed: Allowed | null): string {
  const lets = direction === 'Ingress' ? 'Lets in' : 'Lets out to';
  if (!allowed) return `${lets} everybody: no policy chooses it.`;
  const by = `by ${allowed.policies.length === 1 ? 'policy' : 'policies'} ${allowed.policies.join(', ')}`;
  if (allowed.partners.length === 0) return `${lets} nobody, ${by}.`;
  const partners = allowed.partners.map(({ words, ports }) =>
    ports.length === 0 ? words : `${words} on ${ports.join(' and ')}`,
  );
  const more = partners.length - PARTNERS_AT_MOST;
  const told = more > 0 ? [...partners.slice(0, PARTNERS_AT_MOST), `${more} more`] : partners;
  return `${lets} ${told.join('; ')}: ${by}.`;
}
