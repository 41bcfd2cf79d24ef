import type { z } from 'zod';
import { en, ko } from 'zod/locales';
import type { InputIssue } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { Language } from '@/lib/request/language';

type Invalid = { code: 'INVALID_REQUEST'; issues: InputIssue[] };

/** Faults told at most; ten thousand wrong seats need not be answered one by one. */
const issuesTold = 20;

const zodsWords = { ko: ko().localeError, en: en().localeError };
const ourWords = {
  ko: {
    oneOf: (names: string) => `${names} 중 하나만 있어야 합니다`,
    unknown: '알 수 없는 항목입니다',
    json: 'JSON 객체가 아닙니다',
    tooLong: '본문이 64 kB를 넘습니다',
  },
  en: {
    oneOf: (names: string) => `Exactly one of ${names} is needed`,
    unknown: 'Unknown field',
    json: 'Not a JSON document',
    tooLong: 'The body is longer than 64 kB',
  },
};

function pathOf(prefix: string, path: readonly PropertyKey[]): string {
  return [prefix, ...path.map(String)].filter(Boolean).join('.').slice(0, 200);
}

function tell(issue: z.core.$ZodIssue, prefix: string, language: Language): InputIssue[] {
  if (issue.code === 'unrecognized_keys') {
    const message = ourWords[language].unknown;
    return issue.keys.map((key) => ({ path: pathOf(prefix, [...issue.path, key]), message }));
  }
  const oneOf: unknown = issue.code === 'custom' ? issue.params?.oneOf : undefined;
  const message = Array.isArray(oneOf) ? ourWords[language].oneOf(oneOf.join(', ')) : issue.message;
  return [{ path: pathOf(prefix, issue.path), message }];
}

/**
 * Checks what came in against a schema; without one anything goes and nothing is used.
 * Refuses INVALID_REQUEST with the path of each fault, in the caller's language.
 */
export function checkInput<T>(
  schema: z.ZodType<T> | undefined,
  input: unknown,
  prefix: string,
  language: Language,
): Result<T, Invalid> {
  // Without a schema T is unknown to the handler as well.
  if (!schema) return granted(undefined as T);
  const parsed = schema.safeParse(input, { error: zodsWords[language] });
  if (parsed.success) return granted(parsed.data);
  const issues = parsed.error.issues.slice(0, issuesTold).flatMap((issue) => tell(issue, prefix, language));
  return refused({ code: 'INVALID_REQUEST', issues: issues.slice(0, issuesTold) });
}

/** The refusal of a body that cannot be read at all. */
export function unreadableBody(why: 'json' | 'tooLong', language: Language): { ok: false; refusal: Invalid } {
  return refused({ code: 'INVALID_REQUEST', issues: [{ path: 'body', message: ourWords[language][why] }] });
}
