import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './app/request-messages.ts',
  // Sentences are parsed at build: browsers get no parser for them (9 kB less on every page).
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

const config: NextConfig = {
  poweredByHeader: false,
  // Posters are SVG of our own: there is nothing to resize.
  images: { unoptimized: true },
  // `npm run check` does both for the whole repository; a build need not do them again.
  typescript: { ignoreBuildErrors: true },
  // Native code, wasm or files found at run time: Node loads these itself.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'better-auth',
    'pg',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'redis',
  ],
  experimental: { serverActions: { bodySizeLimit: '128kb' } },
};

export default withNextIntl(config);
