import { html, raw } from 'hono/html';
import { triesAtTheCode } from './approval';
import { approvalStyle } from './approval-style';
import { type Language, textsOf } from './approval-texts';
import type { Payment } from './records';

type Html = ReturnType<typeof html>;

/** The page a buyer is sent to: decide, enter the code, or read that it is decided. */
export function approvalPage(payment: Payment, language: Language): Html {
  const texts = textsOf(language);
  if (payment.status !== 'requires_approval') {
    return sheet(
      language,
      texts[payment.status],
      html`${summary(payment, language)}
      <p><a class="button" href="${backTo(payment)}">${texts.back}</a></p>`,
    );
  }
  const minutes = Math.max(1, Math.ceil((payment.approveBy - Date.now()) / 60_000));
  const left = html`<p class="soft">${texts.minutesLeft(minutes)}</p>`;
  return payment.challenge
    ? sheet(
        language,
        texts.codeTitle,
        html`${summary(payment, language)}${codeForm(payment, language)}${left}`,
      )
    : sheet(language, texts.title, html`${summary(payment, language)}${choices(language)}${left}`);
}

/** For an address that names no payment. */
export function unknownPage(language: Language): Html {
  const texts = textsOf(language);
  return sheet(language, texts.unknownTitle, html`<p>${texts.unknown}</p>`);
}

/** Where the buyer goes afterwards. That a payment was approved the shop asks us, and never this address. */
export function backTo({ returnUrl, id }: Payment): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_id', id);
  return url.href;
}

function sheet(language: Language, title: string, content: Html): Html {
  const texts = textsOf(language);
  const [other, name] = language === 'ko' ? ['en', 'English'] : ['ko', '한국어'];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${texts.bank}</title>
<link rel="stylesheet" href="/fonts/pretendardvariable-dynamic-subset.css">
<style>${raw(approvalStyle)}</style>
</head>
<body><main>
<header>${logo}<span>${texts.bank}</span><nav><a href="?lang=${other}" lang="${other}">${name}</a></nav></header>
<h1>${title}</h1>
${content}
<p class="note">${texts.notReal}</p>
</main></body>
</html>`;
}

const logo = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 2 7v2h20V7zM4 11v7h3v-7zm6.5 0v7h3v-7zM17
 11v7h3v-7zM2 20v2h20v-2z"/></svg>`;

function summary({ amount, currency, merchant, description }: Payment, language: Language): Html {
  const texts = textsOf(language);
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return html`<div class="card"><span>${texts.card} <b>•••• 0000</b></span>
<strong>${format.format(amount / 10 ** digits)}</strong></div>
<dl><dt>${texts.payTo}</dt><dd>${merchant}</dd>
${description ? html`<dt>${texts.what}</dt><dd>${description}</dd>` : ''}</dl>`;
}

function choices(language: Language): Html {
  const texts = textsOf(language);
  return html`<form method="post" action="?lang=${language}">
<button class="main" name="decision" value="approve">${texts.approve}</button>
<button name="decision" value="challenge">${texts.challenge}</button>
<button class="no" name="decision" value="decline">${texts.decline}</button>
<button class="quiet" name="decision" value="leave">${texts.leave}</button>
</form>`;
}

function codeForm({ challenge }: Payment, language: Language): Html {
  const texts = textsOf(language);
  const { code, wrong } = challenge ?? { code: '', wrong: 0 };
  return html`<div class="phone"><small>${texts.phone}</small><p>${texts.message(code)}</p></div>
<form method="post" action="?lang=${language}">
<p>${texts.codeSent}</p>
${wrong > 0 ? html`<p class="wrong" role="alert">${texts.wrongCode(triesAtTheCode - wrong)}</p>` : ''}
<label>${texts.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required
 autofocus></label>
<button class="main" name="decision" value="code">${texts.confirm}</button>
</form>
<form method="post" action="?lang=${language}">
<button class="quiet" name="decision" value="leave">${texts.leave}</button>
</form>`;
}
