import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import type { ApiRequest } from './call';

/** An answer that is no envelope: bytes, a picture, text for machines. */
export interface PlainAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

/** A call whose answer is no envelope; its refusals are. */
export interface PlainCall {
  /** GET where it is left out. POST: from a program that signs what it says, with no session and no rate limit. */
  method?: 'POST';
  path: string;
  name: string;
  summary: string;
  /** What the answer's content type is. */
  produces: string;
  /** Headers of its own that the answer carries, and what each says. */
  headers?: Record<string, string>;
  run(request: ApiRequest): Promise<Result<PlainAnswer, Refusal>>;
}
