'use client';
import '../components/ui/tokens.css';
import '../components/ui/base.css';
import button from '../components/ui/button.module.css';
import styles from '../components/ui/message.module.css';
import { Message } from '../components/ui/message.tsx';

/** When the frame of all pages itself fails. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main id="main" className={styles.page}>
          <Message title="Drydock ran aground">
            <p>The fault is ours. Labs and files are safe: they do not live in this page.</p>
            <p>
              <a href="/" className={button.act}>
                Start again
              </a>
            </p>
          </Message>
        </main>
      </body>
    </html>
  );
}
