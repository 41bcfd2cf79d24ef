import type { MailContent, MailReader } from '@/lib/domain/mail';
import { accountDraft } from './account-draft';
import { bookingDraft } from './booking-draft';
import type { Draft, Letter } from './letter';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';
import { standbyDraft } from './standby-draft';
import { wordsOf } from './words';

/** For whom a draft is written, and where its links go: the configured address, never what some request said. */
export interface Desk {
  reader: MailReader;
  appUrl: string;
  now: Date;
}

function draftOf(content: MailContent, desk: Desk): Draft {
  switch (content.kind) {
    case 'standby_offer':
      return standbyDraft(content, desk);
    case 'verify_address':
    case 'reset_password':
      return accountDraft(content, desk);
    default:
      return bookingDraft(content, desk);
  }
}

/** A mail in its reader's language, as text and as HTML. */
export function letterOf(content: MailContent, desk: Desk): Letter {
  const { name, email, language } = desk.reader;
  const { t } = wordsOf(language);
  const draft = draftOf(content, desk);
  const greeting = name === null ? [] : [{ kind: 'paragraph' as const, text: t('greeting', { name }) }];
  const whole = { ...draft, parts: [...greeting, ...draft.parts] };
  const foot = t('foot', { email });
  return {
    subject: draft.subject,
    text: letterText(whole, foot),
    html: letterHtml(whole, foot, language),
    attachments: draft.attachments ?? [],
  };
}
