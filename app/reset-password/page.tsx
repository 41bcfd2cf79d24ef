import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ResetForm } from '@/components/account/reset-form';
import { SignPage } from '@/components/account/sign-page';
import { MessagesFor } from '@/components/messages-for';
import { resetPasswordAction } from '../account/mail-actions';
import { first, type Query } from '../query';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  // The link's token stands in the address: it is told to nobody.
  return { title: t('forgotTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Where the mailed link leads. Opening it does nothing yet: mail programs open links by themselves. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<Query> }) {
  const token = first((await searchParams).token);
  const t = await getTranslations('account');
  return (
    <SignPage
      title={t('forgotTitle')}
      notice={t('resetBody')}
      other={
        <Link href="/forgot-password" className="font-semibold text-accent-ink underline underline-offset-4">
          {t('linkAnew')}
        </Link>
      }
    >
      <MessagesFor namespaces={['account', 'refusal']}>
        <ResetForm token={token} action={resetPasswordAction} />
      </MessagesFor>
    </SignPage>
  );
}
