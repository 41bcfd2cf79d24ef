import { type Messages, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

interface MessagesForProps {
  /** Top-level names in messages/*.json the client components inside need; "common" is always there. */
  namespaces: (keyof Messages)[];
  children: ReactNode;
}

/** Gives the client components inside it their messages, and only those: a page need not carry the whole catalogue. */
export async function MessagesFor({ namespaces, children }: MessagesForProps) {
  const all = await getMessages();
  const wanted = new Set<string>(['common', ...namespaces]);
  const messages = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
