import type { SVGProps } from 'react';

/** The mark: a hull's cross-section, keel and all, on two blocks. Drawn on a grid of 16, so that it is sharp at 16 px. */
export function Mark(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 16 16" width="22" height="22" aria-hidden="true" focusable="false" {...props}>
      <path
        d="M1.75 1.5v2.2c0 4.9 2.3 7.55 6.25 7.55s6.25-2.65 6.25-7.55V1.5"
        fill="none"
        stroke="var(--act)"
        strokeWidth="1.75"
      />
      <path d="M8 1.5v9.75" fill="none" stroke="var(--act)" strokeWidth="1.25" />
      <path d="M3.5 13h3v2h-3zM9.5 13h3v2h-3z" fill="var(--ink)" />
    </svg>
  );
}
