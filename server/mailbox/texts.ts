/** What the mailbox says. */
const ko = {
  title: '데모 메일함',
  about: 'Rowlock 데모가 보낸 모든 메일이 여기에 쌓입니다. 실제로 나가는 메일은 없습니다.',
  empty: '아직 온 메일이 없습니다.',
  emptyHint: '예매하거나 비밀번호를 다시 정하면 여기에 메일이 도착합니다.',
  refresh: '새로고침',
  clear: '모두 지우기',
  back: '목록으로',
  from: '보낸 사람',
  to: '받는 사람',
  at: '받은 때',
  attachments: '붙임 파일',
  noSubject: '(제목 없음)',
  asText: '글자로만 보기',
  asHtml: '모양대로 보기',
  unknown: '그런 메일이 없습니다.',
  body: '메일 내용',
};

const en: typeof ko = {
  title: 'Demo mailbox',
  about: 'Every mail that the Rowlock demo sends ends up here. None leaves this machine.',
  empty: 'No mail yet.',
  emptyHint: 'Book a seat or reset a password, and a mail arrives here.',
  refresh: 'Refresh',
  clear: 'Delete all',
  back: 'All mails',
  from: 'From',
  to: 'To',
  at: 'Received',
  attachments: 'Attachments',
  noSubject: '(no subject)',
  asText: 'As plain text',
  asHtml: 'As designed',
  unknown: 'There is no such mail.',
  body: 'The mail',
};

const languages = { ko, en };
export type Language = keyof typeof languages;

/** The language asked for in the address, else the browser's first of ours, else Korean. */
export function languageOf(wanted: string | undefined, accepted: string | undefined): Language {
  if (wanted === 'ko' || wanted === 'en') return wanted;
  return /\b(ko|en)\b/i.exec(accepted ?? '')?.[1]?.toLowerCase() === 'en' ? 'en' : 'ko';
}

export function textsOf(language: Language): typeof ko {
  return languages[language];
}
