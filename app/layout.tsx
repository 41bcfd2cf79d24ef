import { WifiOff } from 'lucide-react';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MessagesFor } from '@/components/messages-for';
import { KeptPagesGuard } from '@/components/offline/kept-pages-guard';
import { OfflineNotice } from '@/components/site/offline-notice';
import { Typeface } from '@/components/site/page-typeface';
import { SiteFooter } from '@/components/site/site-footer';
import { themeCookie, themeOf } from '@/components/site/theme';
import { typefaceCookie, typefaceVersion } from '@/components/site/typeface';
import { env } from '@/lib/env';
import './globals.css';
import { SiteHeader } from './site-header';
import { visitor } from './visitor';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta');
  return {
    metadataBase: new URL(env().APP_URL),
    title: { default: t('title'), template: '%s · Rowlock' },
    description: t('description'),
    openGraph: { siteName: 'Rowlock', title: t('title'), description: t('description'), type: 'website' },
    icons: { icon: '/icon.svg' },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#0c0a12' },
    { media: '(prefers-color-scheme: light)', color: '#0c0a12' },
  ],
  colorScheme: 'dark light',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const t = await getTranslations('common');
  const jar = await cookies();
  const theme = themeOf(jar.get(themeCookie)?.value);
  const hasTypeface = jar.get(typefaceCookie)?.value === typefaceVersion;
  const { buyer, superseded, outage } = await visitor();
  // Signed in elsewhere is not signed out: what its owner kept on this device stays.
  const account = superseded || outage ? undefined : (buyer?.userId ?? null);
  return (
    <html lang={language} data-theme={theme}>
      {/* A page marked data-whole-window is as high as what the head leaves of the window, whatever the head says. */}
      <body className="flex min-h-dvh flex-col has-data-whole-window:h-dvh">
        <Typeface fetched={hasTypeface} />
        <a
          href="#main"
          className="fixed top-2 left-2 z-60 -translate-y-24 rounded-full bg-accent px-5 py-3 font-semibold text-on-accent focus:translate-y-0"
        >
          {t('skipToContent')}
        </a>
        <MessagesFor namespaces={['error']}>
          <OfflineNotice
            text={t('offline')}
            icon={<WifiOff className="size-4 shrink-0" aria-hidden="true" />}
          />
          <KeptPagesGuard account={account} />
          <SiteHeader theme={theme} />
          <main
            id="main"
            tabIndex={-1}
            className="grow outline-none has-data-whole-window:flex has-data-whole-window:min-h-136 has-data-whole-window:flex-col"
          >
            {children}
          </main>
          <SiteFooter />
        </MessagesFor>
      </body>
    </html>
  );
}
