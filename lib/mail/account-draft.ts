import type { MailContent } from '@/lib/domain/mail';
import type { Draft } from './letter';
import type { Desk } from './letter-of';
import { wordsOf } from './words';

type AccountContent = Extract<MailContent, { kind: 'verify_address' | 'reset_password' }>;

/** The link that proves an address, or lets its owner choose a new password. */
export function accountDraft({ kind, token, hours }: AccountContent, { reader, appUrl }: Desk): Draft {
  const { t } = wordsOf(reader.language);
  const url = (path: string) => new URL(`${path}?token=${encodeURIComponent(token)}`, appUrl).href;
  const words =
    kind === 'verify_address'
      ? {
          subject: t('verifyAddress.subject'),
          title: t('verifyAddress.title'),
          body: t('verifyAddress.body'),
          button: { label: t('verifyAddress.button'), url: url('/verify-address') },
          note: t('verifyAddress.note', { hours }),
        }
      : {
          subject: t('resetPassword.subject'),
          title: t('resetPassword.title'),
          body: t('resetPassword.body'),
          button: { label: t('resetPassword.button'), url: url('/reset-password') },
          note: t('resetPassword.note', { hours }),
        };
  return {
    subject: words.subject,
    preview: words.body,
    title: words.title,
    parts: [
      { kind: 'paragraph', text: words.body },
      { kind: 'button', ...words.button },
      { kind: 'note', text: words.note },
    ],
  };
}
