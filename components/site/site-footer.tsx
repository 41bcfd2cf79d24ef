import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/site/wordmark';

/** The foot of every page. */
export async function SiteFooter() {
  const t = await getTranslations('nav');
  const link = 'inline-flex min-h-11 items-center text-soft hover:text-ink';
  return (
    <footer className="no-print mt-20 border-line border-t [body:has([data-whole-window])_&]:hidden">
      <div className="page-width flex flex-wrap items-center gap-x-8 gap-y-2 py-8 text-sm">
        <div className="mr-auto py-2">
          <Wordmark />
          <p className="mt-1.5 max-w-md text-faint">{t('tagline')}</p>
        </div>
        <nav aria-label={t('footer')} className="flex flex-wrap gap-x-6">
          <Link href="/" className={link} prefetch={false}>
            {t('concerts')}
          </Link>
          <Link href="/bookings" className={link} prefetch={false}>
            {t('bookings')}
          </Link>
          <a href="/api/v1/openapi.json" className={link}>
            API
          </a>
        </nav>
      </div>
    </footer>
  );
}
