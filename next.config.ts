import type { NextConfig } from 'next';

// Telemetry is off by NEXT_TELEMETRY_DISABLED=1, which scripts/ set: there is no setting for it here.
const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Compilers that run on the server while a lesson is built: bundled, they lose their binaries.
  serverExternalPackages: ['esbuild', 'mdx-bundler', '@mdx-js/esbuild', 'shiki', '@shikijs/rehype', 'pg'],
  turbopack: {
    resolveAlias: {
      // Both for the browser alone: the files say why.
      https: { browser: './components/editor/intellisense/no-https.ts' },
      'monaco-worker-manager/worker': './components/editor/intellisense/yaml-worker-start.ts',
    },
  },
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` looks at the types; a start should not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
