import type { Metadata } from 'next';
import button from '../components/ui/button.module.css';
import styles from '../components/ui/message.module.css';
import { Message } from '../components/ui/message.tsx';
import { SiteHeader } from '../components/ui/site-header.tsx';

export const metadata: Metadata = { title: 'Not here · Drydock' };

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main id="main" className={styles.page}>
        <Message title="No ship on these blocks">
          <p>
            There is no page at this address. Lessons sometimes get a new name; the course map has them all.
          </p>
          <p>
            <a href="/" className={button.act}>
              Course map
            </a>
          </p>
        </Message>
      </main>
    </>
  );
}
