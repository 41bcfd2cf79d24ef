import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ForgotForm } from '@/components/account/forgot-form';
import { SignPage } from '@/components/account/sign-page';
import { MessagesFor } from '@/components/messages-for';
import { env } from '@/lib/env';
import { forgotPasswordAction } from '../account/mail-actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('forgotTitle'), robots: { index: false } };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations('account');
  return (
    <SignPage
      title={t('forgotTitle')}
      notice={t('forgotBody')}
      other={
        <Link href="/sign-in" className="font-semibold text-accent-ink underline underline-offset-4">
          {t('backToSignIn')}
        </Link>
      }
    >
      <MessagesFor namespaces={['account', 'refusal']}>
        <ForgotForm action={forgotPasswordAction} mailboxUrl={env().MAILBOX_URL} />
      </MessagesFor>
    </SignPage>
  );
}
