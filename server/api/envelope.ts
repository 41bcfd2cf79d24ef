import type { Refusal } from '@/lib/domain/refusals';
import type { Language } from '@/lib/request/language';
import { refusalStatus } from '@/lib/request/refusal-status';
import { refusalMessage } from './refusal-message';

/** An answer as it goes on the wire. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isText(value: object): value is Record<Language, string> {
  return 'ko' in value && 'en' in value && Object.keys(value).length === 2;
}

/** A refusal's own data on the wire: snake_case, texts in the caller's language. Plain data only. */
export function tellDetails(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((each) => tellDetails(each, language));
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return value[language];
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [snake(name), tellDetails(inner, language)]),
  );
}

/** `{"success": true, "data": …}` */
export function tellData(data: unknown, status: number): WireAnswer {
  return { status, headers: { ...json }, body: JSON.stringify({ success: true, data }) };
}

/** `{"success": false, "error": {code, message, details?}}` with the code's own status. */
export function tellRefusal(refusal: Refusal, language: Language): WireAnswer {
  const { code, ...rest } = refusal;
  const details = Object.keys(rest).length > 0 ? { details: tellDetails(rest, language) } : {};
  const error = { code, message: refusalMessage(refusal, language), ...details };
  const headers: Record<string, string> = { ...json, 'content-language': language };
  if ('retryAfterSeconds' in refusal) headers['retry-after'] = String(refusal.retryAfterSeconds);
  if (refusal.code === 'METHOD_NOT_ALLOWED') headers.allow = refusal.methods.join(', ');
  if (refusalStatus[code] === 401) headers['www-authenticate'] = 'Bearer';
  return { status: refusalStatus[code], headers, body: JSON.stringify({ success: false, error }) };
}
