/** The address when it is one that a page may open, else undefined: output is hostile, and `javascript:` is an address too. */
export function safeLink(address: string): string | undefined {
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function openLink(address: string): void {
  const safe = safeLink(address);
  if (safe) window.open(safe, '_blank', 'noopener,noreferrer');
}
