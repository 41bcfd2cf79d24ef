import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignForm } from '@/components/account/sign-form';
import { SignPage } from '@/components/account/sign-page';
import { MessagesFor } from '@/components/messages-for';
import { signUpAction } from '../account/actions';
import { first, type Query } from '../query';
import { visitor } from '../visitor';
import { wayBack } from '../way-back';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signUp'), robots: { index: false } };
}

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Query> }) {
  const next = wayBack(first((await searchParams).next));
  const { buyer } = await visitor();
  if (buyer) redirect(next);
  const t = await getTranslations('account');
  return (
    <SignPage
      title={t('signUp')}
      notice={next === '/' ? null : t('signUpNotice')}
      other={
        <>
          {t('haveAccount')}{' '}
          <Link
            href={`/sign-in?next=${encodeURIComponent(next)}`}
            className="font-semibold text-accent-ink underline underline-offset-4"
          >
            {t('signIn')}
          </Link>
        </>
      }
    >
      <MessagesFor namespaces={['account', 'refusal']}>
        <SignForm kind="up" next={next} action={signUpAction} />
      </MessagesFor>
    </SignPage>
  );
}
