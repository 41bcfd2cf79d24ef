import type { Refusal } from '@/lib/domain/refusals';

/** What a form's action answers: why not, which fields are wrong, and what was typed (never passwords). */
export interface FormState {
  refusal: Refusal | null;
  /** Names of the fields that are not as they must be. */
  faults: string[];
  values: Record<string, string>;
  done: boolean;
}

export const untouched: FormState = { refusal: null, faults: [], values: {}, done: false };
