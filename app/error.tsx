'use client';
import button from '../components/ui/button.module.css';
import styles from '../components/ui/message.module.css';
import { Message } from '../components/ui/message.tsx';

/** Labs live in the runner: an error of the page takes nothing from them. */
export default function ErrorPage({ reset }: { readonly reset: () => void }) {
  return (
    <main id="main" className={styles.page}>
      <Message title="This page ran aground">
        <p>
          The fault is ours. Your lab and your files are safe: they do not live in this page. Try again, or go
          back to the course map.
        </p>
        <p>
          <button type="button" className={button.act} onClick={reset}>
            Try again
          </button>{' '}
          <a href="/" className={button.plain}>
            Course map
          </a>
        </p>
      </Message>
    </main>
  );
}
