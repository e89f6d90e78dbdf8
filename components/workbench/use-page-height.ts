import { useEffect } from 'react';

/** What a phone's keyboard leaves of the page, as `--page-height`: browsers lay the keyboard over the page unasked. */
export function usePageHeight(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const measure = () => {
      const covered = window.innerHeight - view.height > 80;
      if (covered)
        document.documentElement.style.setProperty('--page-height', `${Math.round(view.height)}px`);
      else document.documentElement.style.removeProperty('--page-height');
    };
    view.addEventListener('resize', measure);
    return () => view.removeEventListener('resize', measure);
  }, []);
}
