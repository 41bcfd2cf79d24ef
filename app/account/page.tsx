import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AddressState } from '@/components/account/address-state';
import { ApiKeys } from '@/components/account/api-keys';
import { DeleteAccount } from '@/components/account/delete-account';
import { PasswordForm } from '@/components/account/password-form';
import { MessagesFor } from '@/components/messages-for';
import { LanguageSwitch } from '@/components/site/language-switch';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { themeCookie, themeOf } from '@/components/site/theme';
import { themeIcons } from '@/components/site/theme-icons';
import { ThemeSwitch } from '@/components/site/theme-switch';
import { type ApiKeyScope, apiKeyScopes } from '@/lib/domain/api-key-scopes';
import { isOrganizer } from '@/lib/domain/manages';
import { listApiKeys } from '@/lib/use-cases/list-api-keys';
import { viewAddress } from '@/lib/use-cases/view-address';
import { Streamed } from '../streamed';
import { signedInBuyer } from '../visitor';
import {
  changePasswordAction,
  createApiKeyAction,
  deleteAccountAction,
  revokeApiKeyAction,
  setLanguageAction,
} from './actions';
import { requestAddressLinkAction } from './mail-actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title'), robots: { index: false } };
}

export default function AccountPage() {
  return <Streamed fallback={<PageSkeleton />} render={account} />;
}

async function account() {
  const buyer = await signedInBuyer('/account');
  const t = await getTranslations('account');
  const nav = await getTranslations('nav');
  const language = await getLocale();
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  const [listed, address] = await Promise.all([listApiKeys({ buyer }), viewAddress({ buyer })]);
  const useful = (scope: ApiKeyScope) =>
    scope === 'manage' ? isOrganizer(buyer) : scope !== 'check_in' || buyer.role !== 'buyer';
  return (
    <div className="narrow-width py-12 sm:py-16">
      <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
      <p className="mt-4 text-lg">
        <span className="font-semibold">{buyer.name}</span> <span className="text-soft">{buyer.email}</span>
      </p>
      <MessagesFor namespaces={['account', 'refusal']}>
        <Section title={t('looks')}>
          <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
            <span className="flex items-center gap-2">
              {t('language')}{' '}
              <span className="font-semibold">{language === 'ko' ? '한국어' : 'English'}</span>
              <LanguageSwitch language={language} setLanguage={setLanguageAction} spelledOut />
            </span>
            <span className="flex items-center gap-2">
              {t('theme')}{' '}
              <ThemeSwitch
                icons={themeIcons}
                spelledOut
                initial={theme}
                labels={{ dark: nav('themeDark'), light: nav('themeLight'), system: nav('themeSystem') }}
              />
            </span>
          </div>
        </Section>
        {(address.proven || address.canBeProven) && (
          <Section title={t('address')} hint={buyer.email}>
            <AddressState proven={address.proven} send={requestAddressLinkAction} />
          </Section>
        )}
        <Section title={t('changePassword')} hint={t('changePasswordHint')}>
          <PasswordForm action={changePasswordAction} />
        </Section>
        <Section title={t('apiKeys')} hint={t('apiKeysHint')}>
          <ApiKeys
            keys={listed.ok ? listed.value.apiKeys : []}
            scopes={apiKeyScopes.filter(useful)}
            create={createApiKeyAction}
            revoke={revokeApiKeyAction}
          />
        </Section>
        <Section title={t('deleteAccount')} hint={t('deleteHint')}>
          <DeleteAccount action={deleteAccountAction} />
        </Section>
      </MessagesFor>
    </div>
  );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="mt-10 border-line border-t pt-8 md:grid md:grid-cols-[16rem_1fr] md:gap-10">
      <div className="mb-5">
        <h2 className="font-bold text-xl">{title}</h2>
        {hint && <p className="mt-1.5 text-soft text-sm">{hint}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
