import { ChevronDown, CircleUserRound, Search } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AccountMenu } from '@/components/site/account-menu';
import { LanguageSwitch } from '@/components/site/language-switch';
import { SearchForm } from '@/components/site/search-form';
import { SignInLink } from '@/components/site/sign-in-link';
import type { Theme } from '@/components/site/theme';
import { themeIcons } from '@/components/site/theme-icons';
import { ThemeSwitch } from '@/components/site/theme-switch';
import { Wordmark } from '@/components/site/wordmark';
import { buttonStyle } from '@/components/ui/button';
import { isOrganizer } from '@/lib/domain/manages';
import { setLanguageAction, signOutAction } from './account/actions';
import { visitor } from './visitor';

/** The head of every page: name, search, language, theme, account. */
export async function SiteHeader({ theme }: { theme: Theme }) {
  const t = await getTranslations('nav');
  const language = await getLocale();
  const { buyer, superseded } = await visitor();
  return (
    <header className="no-print sticky top-0 z-40 border-line border-b bg-stage/85 backdrop-blur-xl [body:has([data-whole-window])_&]:static">
      <div className="page-width flex h-16 items-center max-[24rem]:w-[calc(100%-1.5rem)] sm:gap-2">
        {/* Not fetched beforehand: every page of every reader would ask for it. */}
        <Link href="/" prefetch={false} aria-label={t('home')} className="mr-auto rounded-lg">
          <Wordmark />
        </Link>
        <SearchForm className="relative hidden w-64 md:block lg:w-80">
          <Search
            className="pointer-events-none absolute top-3 left-4 size-5 text-faint"
            aria-hidden="true"
          />
          <input
            type="search"
            name="q"
            maxLength={100}
            aria-label={t('search')}
            placeholder={t('searchPlaceholder')}
            className="h-11 w-full rounded-full border border-line-strong bg-surface pr-4 pl-11 text-[0.9375rem] placeholder:text-faint"
          />
        </SearchForm>
        <Link
          href="/#find"
          aria-label={t('search')}
          className={`${buttonStyle({ variant: 'quiet', size: 'icon' })} md:hidden`}
        >
          <Search aria-hidden="true" />
        </Link>
        <LanguageSwitch language={language} setLanguage={setLanguageAction} />
        <ThemeSwitch
          initial={theme}
          icons={themeIcons}
          labels={{ dark: t('themeDark'), light: t('themeLight'), system: t('themeSystem') }}
        />
        {buyer ? (
          <AccountMenu
            name={buyer.name}
            email={buyer.email}
            manages={isOrganizer(buyer)}
            checksIn={buyer.role !== 'buyer'}
            signOut={signOutAction}
            icons={{
              person: <CircleUserRound aria-hidden="true" />,
              more: <ChevronDown aria-hidden="true" className="hidden opacity-70 sm:block" />,
            }}
            labels={{
              menu: t('menu'),
              bookings: t('bookings'),
              organizer: t('organizer'),
              checkIn: t('checkIn'),
              account: t('account'),
              signOut: t('signOut'),
            }}
          />
        ) : (
          <SignInLink
            superseded={superseded}
            className={`${buttonStyle({ variant: 'secondary', size: 'compact' })} ml-1 max-[22rem]:px-3`}
          >
            {t('signIn')}
          </SignInLink>
        )}
      </div>
      {superseded && (
        <p role="status" className="bg-warning px-4 py-2 text-center font-semibold text-sm text-stage">
          {t('superseded')}{' '}
          <SignInLink superseded className="underline underline-offset-4">
            {t('signInAgain')}
          </SignInLink>
        </p>
      )}
    </header>
  );
}
