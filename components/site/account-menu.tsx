'use client';

import Link from 'next/link';
import { type ReactNode, useRef } from 'react';
import { forgetKeptPages } from '@/components/offline/kept-pages';
import { Button } from '@/components/ui/button';

interface AccountMenuProps {
  name: string;
  email: string;
  /** Has concerts to manage. */
  manages: boolean;
  /** May stand at a door. */
  checksIn: boolean;
  labels: {
    menu: string;
    bookings: string;
    organizer: string;
    checkIn: string;
    account: string;
    signOut: string;
  };
  /** What stands before and behind the name on its button. */
  icons: { person: ReactNode; more: ReactNode };
  signOut: () => Promise<void>;
}

const item = 'flex min-h-11 w-full items-center rounded-xl px-3 text-left text-[0.9375rem] hover:bg-raised';

/** The signed-in reader's menu: a native popover, so Escape and a click beside it close it. */
export function AccountMenu({ name, email, manages, checksIn, labels, icons, signOut }: AccountMenuProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <Button
        variant="secondary"
        size="compact"
        popoverTarget="account-menu"
        aria-label={`${labels.menu}: ${name}`}
      >
        {icons.person}
        <span className="hidden max-w-28 truncate sm:inline">{name}</span>
        {icons.more}
      </Button>
      <div
        ref={panel}
        id="account-menu"
        popover="auto"
        className="fixed top-16 right-5 left-auto m-0 w-64 rounded-2xl border border-line bg-surface p-2 text-ink shadow-(--shadow)"
      >
        <p className="border-line border-b px-3 pt-2 pb-3 text-sm">
          <span className="block truncate font-semibold">{name}</span>
          <span className="block truncate text-faint">{email}</span>
        </p>
        <nav aria-label={labels.menu} className="pt-2">
          <Link href="/bookings" className={item} onClick={close}>
            {labels.bookings}
          </Link>
          {manages && (
            <Link href="/organizer" className={item} onClick={close}>
              {labels.organizer}
            </Link>
          )}
          {checksIn && (
            <Link href="/check-in" className={item} onClick={close} prefetch={false}>
              {labels.checkIn}
            </Link>
          )}
          <Link href="/account" className={item} onClick={close}>
            {labels.account}
          </Link>
          <form
            action={signOut}
            onSubmit={() => {
              close();
              // The next page does so too; a phone that is put away before it comes shows nothing all the same.
              forgetKeptPages(null).catch(() => undefined);
            }}
          >
            <button type="submit" className={item}>
              {labels.signOut}
            </button>
          </form>
        </nav>
      </div>
    </>
  );
}
