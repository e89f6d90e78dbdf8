import button from '../ui/button.module.css';
import styles from './bench.module.css';
import { useLab } from './lab-context.ts';
import { isExpiring, minutesLeft } from './status-words.ts';
import { useMinute } from './use-minute.ts';

/** In the last minutes: that the lab ends, and the way to more time, above what one works in. */
export function ExpiryBar() {
  const controls = useLab();
  const lab = controls?.lab ?? null;
  useMinute();
  if (!controls || !lab || (lab.state !== 'ready' && lab.state !== 'frozen')) return null;
  const left = minutesLeft(lab, controls.now());
  if (left === null || !isExpiring(left)) return null;
  return (
    <div className={styles.notice}>
      <span>
        {left <= 1 ? 'This lab ends in a minute, ' : `This lab ends in ${left} minutes, `}
        {lab.extensionMinutes > 0
          ? 'and what is in it goes with it.'
          : 'and has had all the time there is. Download what you want to keep.'}
      </span>
      {lab.extensionMinutes > 0 && (
        <button type="button" className={button.plain} onClick={() => void controls.extend()}>
          {`${lab.extensionMinutes} more minutes`}
        </button>
      )}
    </div>
  );
}
