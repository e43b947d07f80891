import path from 'node:path';
import createNextIntlPlugin from 'next-intl/plugin';

/**
 * JavaScript, because Next reads it at every start and would compile TypeScript first.
 * @type {import('next').NextConfig}
 */
const config = {
  // Types are checked by `npm run check`, with the compiler of the whole workspace.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.join(import.meta.dirname, '../..') },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
};

/** Messages are parsed when they are built: no page carries a parser. */
const withMessages = createNextIntlPlugin({
  requestConfig: './src/i18n/request.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: ['ja', 'en'], precompile: true } },
});

export default withMessages(config);
