import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '../components/ui/tokens.css';
import '../components/ui/fonts.css';
import '../components/ui/base.css';
import { THEME_SCRIPT } from '../components/ui/theme.ts';
import archivo from '../node_modules/@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2';
import serif from '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';

export const metadata: Metadata = { title: 'Drydock', applicationName: 'Drydock' };

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffdf9' },
    { media: '(prefers-color-scheme: dark)', color: '#161e27' },
  ],
  // The terminal's keys stand above a phone's keyboard.
  interactiveWidget: 'resizes-content',
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, before anything is painted */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        <link rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={archivo} />
        <link rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={serif} />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the text
        </a>
        {children}
      </body>
    </html>
  );
}
