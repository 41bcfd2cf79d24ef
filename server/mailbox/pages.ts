import { html, raw } from 'hono/html';
import type { Received } from './box';
import { pageStyle } from './page-style';
import { type Language, textsOf } from './texts';

type Html = ReturnType<typeof html>;

/** All mails, or those to one address. */
export function listPage(mails: readonly Received[], language: Language): Html {
  const texts = textsOf(language);
  const rows = mails.map(
    (one) => html`<li><a href="/mails/${one.id}?lang=${language}"><strong>${subjectOf(one, language)}</strong>
<time datetime="${new Date(one.at).toISOString()}">${clock(one.at, language)}</time>
<span>${one.recipients.join(', ')}</span></a></li>`,
  );
  const none = html`<div class="none"><p>${texts.empty}</p><p>${texts.emptyHint}</p></div>`;
  return sheet(
    language,
    texts.title,
    html`<header><h1>${texts.title}</h1><nav>
<a href="/?lang=${language}">${texts.refresh}</a>
<form method="post" action="/empty?lang=${language}"><button>${texts.clear}</button></form>
${otherLanguage(language, '/')}</nav>
<p class="about">${texts.about}</p></header>
${rows.length > 0 ? html`<ul class="mails">${rows}</ul>` : none}`,
  );
}

/** One mail; its own HTML stands in a frame that may run nothing and load nothing. */
export function mailPage(one: Received, asText: boolean, language: Language): Html {
  const texts = textsOf(language);
  const { mail, id } = one;
  const designed = mail.html !== undefined && !asText;
  const change = html`<a href="/mails/${id}?lang=${language}${designed ? '&as=text' : ''}">${designed ? texts.asText : texts.asHtml}</a>`;
  const files = mail.attachments.map(
    (file, nth) => html`<a href="/mails/${id}/attachments/${nth}">${file.filename ?? `#${nth + 1}`}</a> `,
  );
  return sheet(
    language,
    subjectOf(one, language),
    html`<header><h1>${texts.title}</h1><nav><a href="/?lang=${language}">${texts.back}</a>
${mail.html === undefined ? '' : change}${otherLanguage(language, `/mails/${id}`)}</nav></header>
<article><div><h2>${subjectOf(one, language)}</h2><dl>
<dt>${texts.from}</dt><dd>${mail.from?.name} &lt;${mail.from?.address}&gt;</dd>
<dt>${texts.to}</dt><dd>${one.recipients.join(', ')}</dd>
<dt>${texts.at}</dt><dd>${clock(one.at, language)}</dd>
${files.length > 0 ? html`<dt>${texts.attachments}</dt><dd class="files">${files}</dd>` : ''}</dl></div>
${designed ? frame(id, texts.body) : html`<pre>${mail.text ?? ''}</pre>`}</article>`,
  );
}

/** For an address that names no mail. */
export function unknownPage(language: Language): Html {
  const texts = textsOf(language);
  const back = html`<p><a href="/?lang=${language}">${texts.back}</a></p>`;
  return sheet(language, texts.title, html`<div class="none"><p>${texts.unknown}</p>${back}</div>`);
}

function frame(id: string, title: string): Html {
  return html`<iframe src="/mails/${id}/html" title="${title}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function subjectOf({ mail }: Received, language: Language): string {
  return mail.subject || textsOf(language).noSubject;
}

function clock(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(at);
}

function otherLanguage(language: Language, path: string): Html {
  const [other, name] = language === 'ko' ? ['en', 'English'] : ['ko', '한국어'];
  return html`<a href="${path}?lang=${other}" lang="${other}">${name}</a>`;
}

function sheet(language: Language, title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/fonts/pretendardvariable-dynamic-subset.css">
<style>${raw(pageStyle)}</style>
</head>
<body><main>
${content}
</main></body>
</html>`;
}
