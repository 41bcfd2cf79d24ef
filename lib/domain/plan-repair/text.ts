import { type PlanReport, type Spot, within } from './report';

/**
 * A text as it may be stored and shown: one line, no control characters, no half characters, not too long. Numbers are
 * taken as their text. Markup is left alone here: texts are only ever drawn as text.
 */
export function cleanText(
  report: PlanReport,
  spot: Spot,
  value: unknown,
  maxLength: number,
): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    report.note('WRONG_TYPE', spot, `the number ${value} was taken as text`);
    return String(value).slice(0, maxLength);
  }
  if (typeof value !== 'string') {
    report.note('WRONG_TYPE', spot, 'what is neither text nor a number was left out');
    return undefined;
  }
  const text = showable(value);
  if (text !== value) report.note('CONTROL_CHARACTERS', spot, 'taken out');
  if (text.length <= maxLength) return text;
  report.note('TEXT_TOO_LONG', spot, `cut to ${maxLength} of ${text.length} characters`);
  return text.slice(0, maxLength).replace(/\p{Cs}/gu, '');
}

/** A text without what cannot be shown: line breaks become spaces, other control and half characters go. */
export function showable(text: string): string {
  if (!/[\p{Cc}\p{Cs}]/u.test(text)) return text;
  return text.replace(/[\t\n\r\v\f\u0085]+/g, ' ').replace(/[\p{Cc}\p{Cs}]/gu, '');
}

/** The entries of a list of texts, null ones left out. */
export function cleanTexts(report: PlanReport, spot: Spot, values: unknown[], maxLength: number) {
  return values.flatMap((value, index) => {
    const at = within(spot, index);
    if (value === null) report.note('EMPTY_ENTRY', at, 'left out');
    const text = value === null ? undefined : cleanText(report, at, value, maxLength);
    return text === undefined ? [] : [{ at, text }];
  });
}
