import { useCallback, useEffect, useState } from 'react';
import type { ObjectAnswer, ObjectName, ReplaceAnswer } from '../../lib/lab-api/cluster-command.ts';
import { type LabControls, LabRequestError, useLab } from '../workbench/lab-context.ts';
import { atVersionOf, isSameButState, withoutVersion } from './yaml-version.ts';

interface Outcome {
  readonly words: string;
  readonly output: string;
  /** On a conflict: what the cluster has by now. */
  readonly theirs?: string | undefined;
}

export interface Yaml {
  /** Null until it was read. */
  readonly found: ObjectAnswer | null;
  readonly text: string;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** How the last save ended. */
  readonly outcome: Outcome | null;
  readonly write: (text: string) => void;
  /** A Secret as it is. */
  readonly reveal: () => Promise<void>;
  /** Throws away what was written. */
  readonly readAgain: () => Promise<void>;
  readonly save: () => Promise<void>;
  /** Whatever is there by now. */
  readonly saveOver: () => Promise<void>;
}

interface Draft {
  readonly draft: string | null;
  readonly onDraft: (text: string | null) => void;
}

const savedWords: Readonly<Record<ReplaceAnswer['state'], string>> = {
  saved: 'Saved.',
  refused: 'The API would not take it, so nothing was changed. Your text is still here.',
  conflict:
    'It was changed in the cluster since you read it. Nothing was overwritten, and your text is still here.',
  failed: 'It could not be saved. Your text is still here.',
};

/** What the cluster has under a name, and what somebody makes of it. */
export function useYaml({ kind, namespace, name }: ObjectName, { draft, onDraft }: Draft): Yaml {
  const request = useLab()?.request;
  const [found, setFound] = useState<ObjectAnswer | null>(null);
  const [written, setWritten] = useState(draft);
  const [had] = useState(draft !== null);
  const [isRevealed, setRevealed] = useState(had);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const ask = useCallback(
    (reveal: boolean) => (request ? askFor(request, { kind, namespace, name }, reveal) : null),
    [request, kind, namespace, name],
  );
  useEffect(() => {
    let isWanted = true;
    // What somebody had begun to change was shown to them.
    void ask(had)?.then((answer) => isWanted && setFound(answer));
    return () => {
      isWanted = false;
    };
  }, [ask, had]);

  function write(text: string | null) {
    setWritten(text);
    onDraft(text);
  }

  async function read(reveal: boolean) {
    setBusy(true);
    const answer = await ask(reveal);
    setBusy(false);
    if (answer) setFound(answer);
    // What was written is thrown away for something else, not for nothing.
    if (answer?.state !== 'found') return;
    setRevealed(reveal);
    write(null);
    setOutcome(null);
  }

  async function send(yaml: string) {
    if (!request) return;
    setBusy(true);
    let { state, output } = await replace(request, { kind, namespace, name }, yaml);
    let now = state === 'saved' || state === 'conflict' ? await ask(true) : null;
    for (let turn = 0; turn < 3 && state === 'conflict' && isUnchanged(found, now); turn += 1) {
      const again = atVersionOf(yaml, now.yaml);
      ({ state, output } = await replace(request, { kind, namespace, name }, again));
      now = await ask(true);
    }
    setBusy(false);
    if (state === 'saved') {
      if (now) setFound(now);
      write(null);
    }
    const theirs = state === 'conflict' && now?.state === 'found' ? now.yaml : undefined;
    setOutcome({ words: savedWords[state], output, theirs });
  }

  const text = written ?? (found?.state === 'found' ? found.yaml : '');
  return {
    ...{ found, text, isBusy, outcome, write },
    isChanged: written !== null,
    reveal: () => read(true),
    readAgain: () => read(isRevealed),
    save: () => send(text),
    saveOver: () => send(withoutVersion(text)),
  };
}

/** Nobody but the cluster itself touched it: that is no conflict for people. */
function isUnchanged(
  read: ObjectAnswer | null,
  now: ObjectAnswer | null,
): now is Extract<ObjectAnswer, { state: 'found' }> {
  return read?.state === 'found' && now?.state === 'found' && isSameButState(read.yaml, now.yaml);
}

async function askFor(
  request: LabControls['request'],
  of: ObjectName,
  reveal: boolean,
): Promise<ObjectAnswer> {
  const query = new URLSearchParams({ ...of, reveal: reveal ? 'yes' : 'no' });
  try {
    return (await (await request(`/lab/cluster/object?${query}`)).json()) as ObjectAnswer;
  } catch (error) {
    if (error instanceof LabRequestError) return { state: 'failed', output: error.problem.message };
    throw error;
  }
}

async function replace(
  request: LabControls['request'],
  of: ObjectName,
  yaml: string,
): Promise<ReplaceAnswer> {
  try {
    const answer = await request('/lab/cluster/object', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...of, yaml }),
    });
    return (await answer.json()) as ReplaceAnswer;
  } catch (error) {
    if (error instanceof LabRequestError) return { state: 'failed', output: error.problem.message };
    throw error;
  }
}
