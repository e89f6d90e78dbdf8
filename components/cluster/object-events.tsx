import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import styles from './cluster.module.css';
import { all, type ClusterState } from './cluster-store.ts';
import { newestFirst } from './kind-groups.ts';

const EVENTS_AT_MOST = 10;

interface ObjectEventsProps {
  readonly object: ClusterObject;
  readonly content: ClusterState['content'];
}

/** What happened to it in the last hour, the newest first. */
export function ObjectEvents({ object, content }: ObjectEventsProps) {
  const events = all(content, 'Event')
    .filter(
      ({ about, namespace }) =>
        about.kind === object.kind &&
        about.name === object.name &&
        (object.namespace === '' || namespace === object.namespace),
    )
    .toSorted(newestFirst)
    .slice(0, EVENTS_AT_MOST);
  if (events.length === 0) return null;
  return (
    <section className={styles.events} aria-label="What happened to it">
      <h3>Events</h3>
      <ul>
        {events.map(({ name, reason, message, type, count }) => (
          <li key={name} data-warning={type === 'Warning' || undefined}>
            <b>{reason}</b> {message} {count > 1 && <span>{`${count} times`}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
