const ATTRIBUTES = ['data-theme', 'data-contrast', 'data-code-size'];

/** Tells when the page looks otherwise: by a choice here, in another tab, or the system's. Returns how to stop. */
export function onLook(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ATTRIBUTES });
  return () => observer.disconnect();
}
