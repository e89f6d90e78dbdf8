import { useEffect, useState } from 'react';
import { useLab } from '../workbench/lab-context.ts';
import { enterPreview, openInTab } from './enter-preview.ts';
import type { PreviewAddress } from './preview-address.ts';
import type { ListeningState } from './use-listening.ts';

/** What is seen below the address. */
export type PreviewShown =
  | { readonly state: 'nothing' }
  | { readonly state: 'looking' | 'waiting' | 'gave up' | 'closed' | 'opening' }
  | { readonly state: 'problem'; readonly problem: string }
  | { readonly state: 'page'; readonly url: string };

export interface PreviewControls {
  readonly address: PreviewAddress | null;
  readonly shown: PreviewShown;
  /** Loads it, also when it is there already. */
  readonly go: (address: PreviewAddress) => void;
  readonly openTab: (address: PreviewAddress) => void;
  /** Why a tab was not opened. */
  readonly tabProblem: string | null;
}

interface Entered {
  readonly visit: Visit;
  readonly result: PreviewShown;
  /** Its port has closed since: the way in is used, and another is needed. */
  readonly isOver: boolean;
}

interface Visit {
  readonly address: PreviewAddress;
  /** Another one is another load. */
  readonly count: number;
}

/** One address after the other: waited for, entered, and entered again when its port comes back. */
export function usePreview({ ports, gaveUp, look }: ListeningState): PreviewControls {
  const request = useLab()?.request;
  const [visit, setVisit] = useState<Visit | null>(null);
  const [entry, setEntry] = useState<Entered | null>(null);
  const [tabProblem, setTabProblem] = useState<string | null>(null);
  const target = visit?.address.target;
  // What has no port of the sandbox is entered at once: the page itself says when it has to wait.
  const isOpen = target && (target.kind !== 'port' ? true : (ports?.includes(target.port) ?? null));

  useEffect(() => {
    if (!visit || !request) return;
    if (!isOpen) {
      setEntry((before) => before && { ...before, isOver: true });
      return;
    }
    let isWanted = true;
    enterPreview(request, visit.address).then((found) => {
      if (!isWanted) return;
      const result: PreviewShown =
        'url' in found ? { state: 'page', url: found.url } : { state: 'problem', problem: found.problem };
      setEntry({ visit, result, isOver: false });
    });
    return () => {
      isWanted = false;
    };
  }, [visit, request, isOpen]);

  return {
    address: visit?.address ?? null,
    shown: shownOf(visit, entry, isOpen ?? null, gaveUp),
    go(address) {
      setTabProblem(null);
      setVisit({ address, count: (visit?.count ?? 0) + 1 });
      look();
    },
    openTab(address) {
      if (request) void openInTab(request, address).then((problem) => setTabProblem(problem ?? null));
    },
    tabProblem,
  };
}

function shownOf(
  visit: Visit | null,
  entry: Entered | null,
  isOpen: boolean | null,
  gaveUp: boolean,
): PreviewShown {
  if (!visit) return { state: 'nothing' };
  const result = entry?.visit === visit ? entry.result : null;
  if (isOpen === null) return { state: 'looking' };
  if (!isOpen) return { state: gaveUp ? 'gave up' : result?.state === 'page' ? 'closed' : 'waiting' };
  return result && !entry?.isOver ? result : { state: 'opening' };
}
