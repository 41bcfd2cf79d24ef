'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';

/** What a page shows when it failed, or a store it needs is out of reach. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('error');
  const common = useTranslations('common');
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div
      role="alert"
      className="page-width grid min-h-[60dvh] place-content-center justify-items-center gap-5 py-20 text-center"
    >
      <h1 className="display text-4xl sm:text-6xl">{t('title')}</h1>
      <p className="max-w-md text-lg text-soft">{t('body')}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-3">
        <Button size="large" onClick={retry}>
          {common('retry')}
        </Button>
        <Link href="/" className={buttonStyle({ size: 'large', variant: 'secondary' })}>
          {t('home')}
        </Link>
      </div>
    </div>
  );
}
