import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { SignPage } from '@/components/account/sign-page';
import { VerifyForm } from '@/components/account/verify-form';
import { MessagesFor } from '@/components/messages-for';
import { verifyAddressAction } from '../account/mail-actions';
import { first, type Query } from '../query';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('verifyTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Where the mailed link leads. Opening it does nothing yet: mail programs open links by themselves. */
export default async function VerifyAddressPage({ searchParams }: { searchParams: Promise<Query> }) {
  const token = first((await searchParams).token);
  const t = await getTranslations('account');
  return (
    <SignPage
      title={t('verifyTitle')}
      other={
        <Link href="/account" className="font-semibold text-accent-ink underline underline-offset-4">
          {t('title')}
        </Link>
      }
    >
      <MessagesFor namespaces={['account', 'refusal']}>
        <VerifyForm token={token} action={verifyAddressAction} />
      </MessagesFor>
    </SignPage>
  );
}
