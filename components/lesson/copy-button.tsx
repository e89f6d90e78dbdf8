'use client';
import { useState } from 'react';

const SAID_FOR_MS = 1_600;

interface CopyButtonProps {
  readonly text: string;
  readonly className: string | undefined;
}

export function CopyButton({ text, className }: CopyButtonProps) {
  const [said, setSaid] = useState<'Copied' | 'Not allowed' | null>(null);

  async function copy(): Promise<void> {
    const words = await navigator.clipboard.writeText(text).then(
      () => 'Copied' as const,
      () => 'Not allowed' as const,
    );
    setSaid(words);
    setTimeout(() => setSaid(null), SAID_FOR_MS);
  }

  return (
    <button type="button" className={className} onClick={() => void copy()} aria-live="polite">
      {said ?? 'Copy'}
    </button>
  );
}
