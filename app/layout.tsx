import '../components/ui/tokens.css';
import '../components/ui/fonts.css';
import f from '../node_modules/@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2';

export default function Layout({ children }: { children: React.ReactNode }) {
  return <html lang="en"><head><link rel="preload" href={f} /></head><body>{children}</body></html>;
}
