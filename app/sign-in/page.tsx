import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignForm } from '@/components/account/sign-form';
import { SignPage } from '@/components/account/sign-page';
import { MessagesFor } from '@/components/messages-for';
import { env } from '@/lib/env';
import { signInAction } from '../account/actions';
import { first, type Query } from '../query';
import { visitor } from '../visitor';
import { wayBack } from '../way-back';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signIn'), robots: { index: false } };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const next = wayBack(first(query.next));
  const { buyer, superseded } = await visitor();
  if (buyer) redirect(next);
  const t = await getTranslations('account');
  const wasReset = first(query.reason) === 'reset';
  const wasSuperseded = superseded || first(query.reason) === 'superseded';
  const notice = wasReset
    ? t('resetDone')
    : wasSuperseded
      ? t('supersededNotice')
      : next === '/'
        ? null
        : t('comeBackNotice');
  return (
    <SignPage
      title={t('signIn')}
      notice={notice}
      warns={wasSuperseded && !wasReset}
      other={
        <>
          {t('noAccount')}{' '}
          <Link
            href={`/sign-up?next=${encodeURIComponent(next)}`}
            className="font-semibold text-accent-ink underline underline-offset-4"
          >
            {t('signUp')}
          </Link>
        </>
      }
    >
      <MessagesFor namespaces={['account', 'refusal']}>
        <SignForm kind="in" next={next} action={signInAction} mayForget={env().SMTP_URL !== undefined} />
      </MessagesFor>
    </SignPage>
  );
}
