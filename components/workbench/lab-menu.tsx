import { useEffect, useRef, useState } from 'react';
import { useOffers } from '../actions/use-offers.ts';
import button from '../ui/button.module.css';
import { useLab } from './lab-context.ts';
import styles from './lab-status.module.css';

interface LabMenuProps {
  readonly label: string;
  readonly className: string | undefined;
  /** On a phone the header has no room for 'More time'. */
  readonly withTime?: boolean;
}

/** Reset, which asks first, where it was pressed. Ending the lab lives beside it: both give the sandbox away. */
export function LabMenu({ label, className, withTime = false }: LabMenuProps) {
  const controls = useLab();
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  useOffers({
    'lab.reset': {
      run: () => setAsking(true),
      // Header and bar have one each, and one of them is not shown.
      isPossible: () => opener.current?.checkVisibility() === true,
    },
  });
  if (!controls) return null;
  const close = () => {
    setAsking(false);
    opener.current?.focus();
  };
  const act = (what: () => Promise<void>) => () => {
    close();
    void what();
  };
  return (
    <div className={styles.menu}>
      <button
        ref={opener}
        type="button"
        className={className}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {label}
      </button>
      {asking && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
        <div
          role="group"
          aria-label="Reset the lab?"
          className={styles.sheet}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <p>
            <b>Start over?</b> Reset gives you a new sandbox with the files as they were at the start. End
            gives the sandbox back. What you have in it now is lost; tasks that held stay in your progress.
          </p>
          <div className={styles.choices}>
            <button type="button" className={button.act} onClick={act(controls.reset)}>
              Reset the lab
            </button>
            <button type="button" className={button.plain} onClick={act(controls.end)}>
              End the lab
            </button>
            {withTime && (
              <button
                type="button"
                className={button.plain}
                disabled={controls.lab?.extensionMinutes === 0}
                onClick={act(controls.extend)}
              >
                More time
              </button>
            )}
            <button ref={keep} type="button" className={button.plain} onClick={close}>
              Keep working
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
