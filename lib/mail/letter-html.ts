import type { Draft, Part } from './letter';
import { letterStyle } from './letter-style';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may hold anything, as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

const e = escapeHtml;

/** On the cells themselves, for mail programs that drop `<style>`. */
const cellStyle: Record<string, string> = letterStyle;

function row(left: [string, string], right: [string, string]): string {
  const cell = ([text, look]: [string, string]) =>
    `<td class="${look}" style="${cellStyle[look] ?? ''}" valign="top">${e(text)}</td>`;
  return `<tr>${cell(left)}${cell(right)}</tr>`;
}

const table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

function partHtml(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p class="paragraph">${e(part.text)}</p>`;
    case 'note':
      return `<p class="note">${e(part.text)}</p>`;
    case 'quote':
      return `<blockquote class="quote" style="${letterStyle.quote}">${e(part.text).replaceAll('\n', '<br>')}</blockquote>`;
    case 'facts':
      return `${table} class="facts" style="${letterStyle.table}">${part.facts.map(({ name, value }) => row([name, 'name'], [value, 'value'])).join('')}</table>`;
    case 'list':
      return `<h2>${e(part.title)}</h2>${table} class="list" style="${letterStyle.table}">${part.items.map(({ what, price = '' }) => row([what, 'value'], [price, 'price'])).join('')}</table>`;
    case 'button':
      return `<p class="act"><a class="button" style="${letterStyle.button}" href="${e(part.url)}">${e(part.label)}</a></p>`;
  }
}

/** A draft as HTML: one sheet, no picture and nothing else that would be loaded from anywhere. */
export function letterHtml(draft: Draft, foot: string, language: 'ko' | 'en'): string {
  const content = draft.parts.map(partHtml).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${e(draft.subject)}</title>
<style>${letterStyle.sheet}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f2f1f6;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${e(draft.preview)}</div>
${table} class="ground" style="background:#f2f1f6;"><tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="sheet" style="${letterStyle.frame}">
<tr><td class="head" style="${letterStyle.head}">Rowlock</td></tr>
<tr><td class="body" style="padding:32px 32px 36px;">
<h1 style="margin:0 0 20px;font-size:26px;line-height:1.3;">${e(draft.title)}</h1>
${content}
</td></tr>
</table>
<p class="foot" style="${letterStyle.foot}">${e(foot)}</p>
</td></tr></table>
</body>
</html>
`;
}
