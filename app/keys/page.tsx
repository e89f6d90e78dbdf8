import type { Metadata } from 'next';
import { KeyTable } from '../../components/actions/key-table.tsx';
import { SiteHeader } from '../../components/ui/site-header.tsx';

export const metadata: Metadata = {
  title: 'Keyboard shortcuts · Drydock',
  description: 'Every key of Drydock, and where it holds.',
};

export default function KeysPage() {
  return (
    <>
      <SiteHeader />
      <main id="main">
        <KeyTable />
      </main>
    </>
  );
}
