import { useState } from 'react';
import button from '../ui/button.module.css';

interface ActionButtonProps {
  readonly label: string;
  /** The command it stands for. */
  readonly words: string;
  /** Something is lost by it: it is asked once more, in the same place. */
  readonly removes?: boolean | undefined;
  readonly disabled: boolean;
  readonly onAct: () => void;
}

export function ActionButton({ label, words, removes, disabled, onAct }: ActionButtonProps) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <>
        <button
          type="button"
          className={button.plain}
          disabled={disabled}
          onClick={() => (removes ? setAsking(true) : onAct())}
        >
          {label}
        </button>
        <code>{words}</code>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className={button.act}
        // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
        autoFocus
        onClick={() => {
          setAsking(false);
          onAct();
        }}
      >
        {`${label} for good`}
      </button>
      <button type="button" className={button.plain} onClick={() => setAsking(false)}>
        Keep
      </button>
      <code>{words}</code>
    </>
  );
}
