'use client';
import { useEffect, useState } from 'react';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import { useEngine } from '../containers/use-engine.ts';
import panel from '../panel/panel.module.css';
import button from '../ui/button.module.css';
import { portChoices } from './port-choices.ts';
import { addressOf, type PreviewAddress, targetInWords } from './preview-address.ts';
import { PreviewBar } from './preview-bar.tsx';
import styles from './preview-pane.module.css';
import { useListening } from './use-listening.ts';
import { type PreviewControls, usePreview } from './use-preview.ts';

export interface WantedPreview {
  readonly target: PreviewTarget;
}

interface PreviewPaneProps {
  /** Nothing is asked for while nobody sees it. */
  readonly isSeen: boolean;
  /** Asked for by another panel; a new object is a new wish. */
  readonly wanted: WantedPreview | null;
}

/** What programs in the lab serve, as pages. */
export function PreviewPane({ isSeen, wanted }: PreviewPaneProps) {
  const { content } = useEngine(isSeen);
  const listening = useListening(isSeen, content);
  const preview = usePreview(listening);
  const [followed, setFollowed] = useState<WantedPreview | null>(null);
  useEffect(() => {
    if (wanted === null || wanted === followed) return;
    setFollowed(wanted);
    preview.go({ target: wanted.target, path: '/' });
  }, [wanted, followed, preview.go]);
  return (
    <div className={panel.pane}>
      <div>
        <PreviewBar
          address={preview.address}
          choices={portChoices(content, listening.ports)}
          onGo={preview.go}
          onTab={preview.openTab}
        />
        {preview.tabProblem !== null && (
          <p role="alert" className={styles.wrong}>
            {preview.tabProblem}
          </p>
        )}
      </div>
      <Shown {...preview} onLook={listening.look} />
    </div>
  );
}

interface ShownProps extends Pick<PreviewControls, 'address' | 'shown' | 'go'> {
  readonly onLook: () => void;
}

function Shown({ address, shown, go, onLook }: ShownProps) {
  if (!address || shown.state === 'nothing') return <Nothing />;
  if (shown.state === 'page') {
    return (
      <iframe
        // Another address is another page, and no step back in the history of this one.
        key={shown.url}
        className={styles.page}
        title={`Preview of ${addressOf(address)}`}
        src={shown.url}
        sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads"
        referrerPolicy="no-referrer"
      />
    );
  }
  const { title, text } = wordsFor(address, shown);
  return (
    <div className={styles.state}>
      <div role="status">
        <h2>{title}</h2>
        {text !== null && <p>{text}</p>}
      </div>
      {shown.state === 'problem' && (
        <button type="button" className={button.plain} onClick={() => go(address)}>
          Try again
        </button>
      )}
      {shown.state === 'gave up' && (
        <button type="button" className={button.plain} onClick={onLook}>
          Look again
        </button>
      )}
    </div>
  );
}

function Nothing() {
  return (
    <div className={styles.state}>
      <h2>See what your programs serve</h2>
      <p>
        Whatever listens on a port of this lab is a page here. Start something, such as{' '}
        <code>docker run -d -p 8080:80 nginx</code>, and choose its port above, or type where it listens, as
        you would in a browser: <code>localhost:8080</code>.
      </p>
      <p>Pages here live apart from Drydock: they cannot see it, and it does not see them.</p>
    </div>
  );
}

type Said = Exclude<PreviewControls['shown'], { state: 'page' | 'nothing' }>;

function wordsFor({ target }: PreviewAddress, shown: Said): { title: string; text: string | null } {
  const what = targetInWords(target);
  switch (shown.state) {
    case 'looking':
      return { title: `Looking at ${what}…`, text: null };
    case 'opening':
      return { title: `Opening ${what}…`, text: null };
    case 'waiting':
      return {
        title: `Waiting for ${what}`,
        text: 'Nothing listens there yet. The page appears by itself as soon as something does. If a container should: is its port published (docker ps shows it), and does its program listen on 0.0.0.0?',
      };
    case 'closed':
      return {
        title: `${capital(what)} has closed`,
        text: 'What listened there has stopped. The page comes back by itself when something listens again.',
      };
    case 'gave up':
      return {
        title: `Nothing came on ${what}`,
        text: 'Half an hour has passed, so nobody looks any more.',
      };
    case 'problem':
      return { title: 'The preview did not come about', text: shown.problem };
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
