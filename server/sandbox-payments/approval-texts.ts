/** What the approval page says. */
const ko = {
  bank: '연습은행',
  notReal: '연습용 은행이에요. 실제 돈은 오가지 않아요.',
  title: '결제 승인',
  payTo: '받는 곳',
  amount: '결제 금액',
  what: '내용',
  minutesLeft: (minutes: number) => `${minutes}분 안에 결정해 주세요.`,
  card: '연습 카드',
  approve: '결제 승인하기',
  challenge: '본인 인증 후 승인하기',
  decline: '거절하기 (한도 초과처럼)',
  leave: '결정하지 않고 나가기',
  codeTitle: '본인 인증',
  codeSent: '휴대폰으로 받은 인증번호 6자리를 입력해 주세요.',
  message: (code: string) => `[연습은행] 인증번호: ${code}. 누구에게도 알려 주지 마세요.`,
  phone: '받은 문자',
  code: '인증번호',
  confirm: '확인',
  wrongCode: (left: number) => `인증번호가 맞지 않아요. ${left}번 더 입력할 수 있어요.`,
  back: '판매처로 돌아가기',
  authorized: '결제가 승인되었어요.',
  captured: '결제가 완료되었어요.',
  voided: '취소된 결제예요.',
  declined: '결제가 거절되었어요.',
  expired: '승인 시간이 지났어요.',
  requires_approval: '승인을 기다리고 있어요.',
  unknownTitle: '없는 결제예요',
  unknown: '주소가 잘못되었거나 없는 결제예요. 판매처에서 다시 시작해 주세요.',
};

const en: typeof ko = {
  bank: 'Practice Bank',
  notReal: 'This bank is for practice. No real money moves.',
  title: 'Approve a payment',
  payTo: 'To',
  amount: 'Amount',
  what: 'For',
  minutesLeft: (minutes) => `Please decide within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  card: 'Practice card',
  approve: 'Approve',
  challenge: 'Approve after a security code',
  decline: 'Decline (as if over the limit)',
  leave: 'Leave without deciding',
  codeTitle: 'Security code',
  codeSent: 'Enter the 6 digits that were sent to your phone.',
  message: (code) => `[Practice Bank] Your code is ${code}. Do not tell it to anybody.`,
  phone: 'Message on your phone',
  code: 'Security code',
  confirm: 'Confirm',
  wrongCode: (left) => `That is not the code. You can try ${left} more ${left === 1 ? 'time' : 'times'}.`,
  back: 'Back to the shop',
  authorized: 'The payment is approved.',
  captured: 'The payment is complete.',
  voided: 'This payment was cancelled.',
  declined: 'The payment was declined.',
  expired: 'The time to approve is over.',
  requires_approval: 'Waiting for your approval.',
  unknownTitle: 'No such payment',
  unknown: 'The address is wrong, or the payment is gone. Please start again at the shop.',
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
