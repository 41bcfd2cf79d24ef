import type { z } from 'zod';
import type { FormState } from '@/components/forms/form-state';
import type { Refusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';

/** The fields of a form as text; files and repeated fields are not ours. */
export function textOf(form: FormData, names: readonly string[]): Record<string, string> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(names.map((name) => [name, text(name)]));
}

/** What is wrong with a form, as a refusal. */
export function invalid(error: z.ZodError): { ok: false; refusal: Refusal } {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return refused({ code: 'INVALID_REQUEST', issues });
}

/** What a form's action answers: the use case's word, and what was typed where it must be typed again. */
export function answered(said: Result<unknown, Refusal>, values: Record<string, string> = {}): FormState {
  if (said.ok) return { refusal: null, faults: [], values, done: true };
  const { refusal } = said;
  const issues = refusal.code === 'INVALID_REQUEST' ? refusal.issues : [];
  const faults = [...new Set(issues.map(({ path }) => path.split('.')[0] ?? ''))];
  return { refusal, faults, values, done: false };
}
