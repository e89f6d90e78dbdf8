import { useState } from 'react';
import { getWords, type ObjectName, replaceWords } from '../../lib/lab-api/cluster-command.ts';
import panel from '../panel/panel.module.css';
import button from '../ui/button.module.css';
import styles from './cluster.module.css';
import { useYaml, type Yaml } from './use-yaml.ts';

interface YamlViewProps {
  readonly of: ObjectName;
  readonly isGone: boolean;
  /** What somebody had begun to change. */
  readonly draft: string | null;
  readonly onDraft: (text: string | null) => void;
  /** The draft of what is gone was thrown away. */
  readonly onForget: () => void;
}

/** What the cluster has under a name, to read and to change; asked for when it is opened. */
export function YamlView(props: YamlViewProps) {
  const [open, setOpen] = useState(props.draft !== null);
  return (
    <details
      className={panel.inspect}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        YAML <code>{getWords(props.of).join(' ')}</code>
      </summary>
      {open && <YamlBody {...props} />}
    </details>
  );
}

function YamlBody({ of, isGone, draft, onDraft, onForget }: YamlViewProps) {
  const yaml = useYaml(of, { draft, onDraft });
  const { found, text, isChanged, isBusy, outcome } = yaml;
  if (isGone) {
    const forget = () => {
      onDraft(null);
      onForget();
    };
    return <GoneDraft text={draft ?? ''} onForget={forget} />;
  }
  if (!found) return <p role="status">Asking the cluster…</p>;
  const isMasked = found.state === 'found' && found.isMasked;
  return (
    <div className={styles.yaml}>
      {isMasked && (
        <p>
          What it holds is masked.{' '}
          <button type="button" className={button.plain} disabled={isBusy} onClick={() => void yaml.reveal()}>
            Show it
          </button>
        </p>
      )}
      {found.state === 'failed' && <pre className={panel.failure}>{found.output}</pre>}
      {(found.state === 'found' || isChanged) && (
        <textarea
          aria-label={`YAML of ${of.name}`}
          className={styles.text}
          value={text}
          readOnly={isMasked || isBusy}
          spellCheck={false}
          rows={18}
          onChange={({ target }) => yaml.write(target.value)}
        />
      )}
      {outcome && <Outcome {...outcome} />}
      {!isMasked && <YamlActions of={of} yaml={yaml} />}
    </div>
  );
}

function YamlActions({ of, yaml }: { readonly of: ObjectName; readonly yaml: Yaml }) {
  const { isChanged, isBusy, outcome } = yaml;
  return (
    <div className={styles.yamlActions}>
      <button
        type="button"
        className={button.act}
        disabled={!isChanged || isBusy}
        onClick={() => void yaml.save()}
      >
        Save
      </button>
      {outcome?.theirs !== undefined && (
        <button type="button" className={button.plain} disabled={isBusy} onClick={() => void yaml.saveOver()}>
          Save mine over it
        </button>
      )}
      <button type="button" className={button.plain} disabled={isBusy} onClick={() => void yaml.readAgain()}>
        {isChanged ? 'Throw mine away' : 'Read again'}
      </button>
      <code>{replaceWords(of, false).join(' ')}</code>
    </div>
  );
}

interface GoneDraftProps {
  readonly text: string;
  readonly onForget: () => void;
}

function GoneDraft({ text, onForget }: GoneDraftProps) {
  return (
    <div className={styles.yaml}>
      <p role="status">
        It is no longer in the cluster. What you had written is still here, for you to copy.
      </p>
      <textarea aria-label="Your YAML" className={styles.text} value={text} readOnly rows={16} />
      <button type="button" className={button.plain} onClick={onForget}>
        Throw it away
      </button>
    </div>
  );
}

interface OutcomeProps {
  readonly words: string;
  readonly output: string;
  readonly theirs?: string | undefined;
}

function Outcome({ words, output, theirs }: OutcomeProps) {
  return (
    <div role="status">
      <p>{words}</p>
      {output !== '' && <pre className={panel.failure}>{output}</pre>}
      {theirs !== undefined && (
        <details className={panel.inspect}>
          <summary>What is there now</summary>
          <pre
            className={styles.theirs}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
            tabIndex={0}
          >
            {theirs}
          </pre>
        </details>
      )}
    </div>
  );
}
