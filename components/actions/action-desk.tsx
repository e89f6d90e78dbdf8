'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLab } from '../workbench/lab-context.ts';
import type { ActionCall } from './action-call.ts';
import { board } from './board.ts';
import { keyAction } from './key-action.ts';
import { labOffers } from './lab-offers.ts';
import { layoutOffers } from './layout-offers.ts';
import { lookOffers } from './look-offers.ts';
import { Palette } from './palette.tsx';
import { placeOffers } from './place-offers.ts';
import { useOffers } from './use-offers.ts';
import { ViewMenu } from './view-menu.tsx';

export interface ActionDeskProps {
  readonly call: ActionCall;
}

type Shown = Exclude<ActionCall, { kind: 'keys' }>;

/** Does what the page's keys and buttons ask for, and offers what every page can do by itself. */
export function ActionDesk({ call }: ActionDeskProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const answered = useRef<ActionCall | null>(null);
  const onEnd = useCallback(() => setShown(null), []);
  useOffers({
    ...placeOffers(),
    ...layoutOffers(),
    ...lookOffers(),
    ...labOffers(useLab()),
    'actions.all': { run: () => setShown({ kind: 'palette' }) },
  });

  useEffect(() => {
    if (answered.current === call) return;
    answered.current = call;
    if (call.kind !== 'keys') return setShown(call);
    const id = keyAction(call.pressed, 'page');
    if (id) board.find(id)?.run();
  }, [call]);

  if (shown?.kind === 'palette') return <Palette onEnd={onEnd} />;
  if (shown?.kind === 'menu') return <ViewMenu opener={shown.opener} onEnd={onEnd} />;
  return null;
}
