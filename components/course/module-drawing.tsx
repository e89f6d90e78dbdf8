import type { ReactNode } from 'react';

/**
 * Line drawings that explain a module's idea in the language of the yard; the one thing that matters is in red lead.
 * Drawn on the server and handed to the map, so that they cost no script.
 */
const DRAWINGS: Readonly<Record<string, ReactNode>> = {
  // A box in a hull: something with walls of its own, inside something bigger.
  introduction: (
    <>
      <path d="M11 4v7c0 18 8.5 27 25 27s25-9 25-27V4" />
      <path d="M16.5 4v7c0 14.5 6.5 22 19.5 22s19.5-7.5 19.5-22V4" opacity=".45" />
      <path d="M36 33v5" />
      <Blocks />
      <path className="key" d="M27.5 12.5h17v14h-17zM36 12.5v14M33.5 17.5v4M38.5 17.5v4" />
    </>
  ),
  // Cargo in layers, the topmost still on the hook.
  docker: (
    <>
      <path d="M5 27.5h62l-7.5 10.5h-47zM8.5 32.5h55" />
      <Blocks />
      <path d="M14.5 19.5h13v8h-13zM29.5 19.5h13v8h-13zM44.5 19.5h13v8h-13zM22 11.5h13v8H22z" />
      <path className="key" d="M37 9.5h13v8H37zM37 9.5l6.5-5 6.5 5M43.5 4.5V0" />
    </>
  ),
  // The helm: everything is steered from one place.
  kubernetes: (
    <>
      <circle cx="36" cy="24" r="15" />
      <path d="M36 4v13M36 31v13M16 24h13M43 24h13M21.9 9.9l9.2 9.2M40.9 28.9l9.2 9.2M50.1 9.9l-9.2 9.2M31.1 28.9l-9.2 9.2" />
      <circle className="key" cx="36" cy="24" r="7" />
    </>
  ),
  // A sling of one or two crates that are only lifted together.
  'building-blocks': (
    <>
      <path d="M5 40h62" />
      <path d="M15 27h13v13H15zM44 27h13v13H44z" opacity=".45" />
      <path d="M36 0v6" />
      <path className="key" d="M36 6l-13 11M36 6l13 11M23 17h26v13H23zM36 17v13" />
    </>
  ),
  // Bulkheads: what floods one part stays in it, and one door is held shut.
  hardening: (
    <>
      <path d="M5 10h62l-5 26c-.5 3-2 4-5 4H15c-3 0-4.5-1-5-4z" />
      <path d="M24 10v30M48 10v30" />
      <path d="M9 31c3-2 5 2 8 0s4 1 6 0" opacity=".45" />
      <path className="key" d="M31 20h10v20H31zM38.5 30v2" />
    </>
  ),
};

function Blocks() {
  return <path d="M24 42h7v5h-7zM41 42h7v5h-7z" fill="currentColor" stroke="none" />;
}

/** A module that has no drawing yet gets the empty hull. */
export function ModuleDrawing({ module }: { readonly module: string }) {
  return (
    <svg
      viewBox="0 0 72 48"
      width="72"
      height="48"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      aria-hidden="true"
    >
      {DRAWINGS[module] ?? (
        <>
          <path d="M11 4v7c0 18 8.5 27 25 27s25-9 25-27V4M36 4v34" />
          <Blocks />
        </>
      )}
    </svg>
  );
}
