'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** In development the page follows what its author saves; the lab beside it stays as it is. */
export function ShowEdits() {
  const router = useRouter();
  useEffect(() => {
    const changes = new EventSource('/api/content-changes');
    changes.onmessage = () => router.refresh();
    return () => changes.close();
  }, [router]);
  return null;
}
