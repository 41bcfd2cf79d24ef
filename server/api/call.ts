import type { z } from 'zod';
import { type ApiKeyScope, mayDo } from '@/lib/domain/api-key-scopes';
import type { Buyer } from '@/lib/domain/buyer';
import { idempotencyKeyInput } from '@/lib/domain/inputs/seat-inputs';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { Cookie } from '@/lib/request/cookie';
import type { Language } from '@/lib/request/language';
import { type RateLimit, withinBuyerLimits } from '@/lib/request/rate-limit';
import { maybeBuyer, whoIsAsking } from '@/lib/request/session';
import { checkInput } from './input-issues';

/** Who may call: anybody; anybody, and told apart; an account; a person (no API key). */
export type Who = 'anybody' | 'anybody-known' | 'account' | 'person';
type BuyerOf<W extends Who> = W extends 'account' | 'person' ? Buyer : Buyer | null;

/** What came in, not yet checked. */
export interface ApiRequest {
  headers: Headers;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
  language: Language;
  address: string;
  /** The parsed JSON body; refuses what is no JSON and what is too long. One that may be missing is then undefined. */
  readBody(mayBeMissing: boolean): Promise<Result<unknown, Refusal>>;
  /** The body as it came; refuses what is too long. */
  readText(): Promise<Result<string, Refusal>>;
}

/** What goes out: the data, and what else the answer carries. */
export interface CallAnswer<Data> {
  data: Data;
  status?: 200 | 201;
  headers?: Record<string, string>;
  cookie?: Cookie;
}

/** What a handler works with, checked. */
interface Asked<P, Q, B, W extends Who> {
  params: P;
  query: Q;
  body: B;
  buyer: BuyerOf<W>;
  /** '' where the call takes none. */
  idempotencyKey: string;
  request: ApiRequest;
}

/** One call of the API, as its table entry says it. */
export interface CallSpec<P, Q, B, A, W extends Who> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In OpenAPI's form: `/api/v1/events/{event_id}`. */
  path: string;
  /** Unique; OpenAPI's operationId. */
  name: string;
  summary: string;
  who: W;
  /** What an API key needs for it; left out where keys make no difference. */
  scope?: ApiKeyScope;
  /** Counted per account, and where the limit has them per address and schedule. */
  limit?: RateLimit;
  /** Takes the token of the schedule's waiting room, where it has one. */
  admission?: boolean;
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** The body may be left out: its schema takes undefined. */
  bodyMayBeMissing?: boolean;
  /** The status of a fresh success. */
  status?: 200 | 201;
  answer: z.ZodType<A>;
  handle(asked: Asked<P, Q, B, W>): Promise<Result<CallAnswer<A>, Refusal>>;
}

/** A call whose types its handler alone knows. */
export interface Call extends Omit<CallSpec<unknown, unknown, unknown, unknown, Who>, 'handle'> {
  run(request: ApiRequest): Promise<Result<CallAnswer<unknown>, Refusal>>;
}

async function identify(who: Who, headers: Headers): Promise<Result<Buyer | null, Refusal>> {
  if (who === 'anybody') return granted(null);
  if (who === 'anybody-known') return granted((await maybeBuyer(headers)).buyer);
  const asking = await whoIsAsking(headers);
  if (asking.ok && who === 'person' && asking.value.sessionId === null)
    return refused({ code: 'NOT_ALLOWED' });
  return asking;
}

function idempotencyKeyOf(request: ApiRequest): Result<string, Refusal> {
  const key = request.headers.get('idempotency-key');
  if (key === null || key === '') return refused({ code: 'IDEMPOTENCY_KEY_REQUIRED' });
  return checkInput(idempotencyKeyInput, key, 'Idempotency-Key', request.language);
}

/** The schedule a checked request is about, if it names one. */
function scheduleOf({ params, body }: { params: unknown; body: unknown }): string | undefined {
  const named = [body, params].map((part) => (part as { schedule_id?: unknown } | undefined)?.schedule_id);
  return named.find((id) => typeof id === 'string');
}

/** Puts the order of every call in one place: who, may they, is the form right, how often, and only then the rule. */
export function defineCall<P = unknown, Q = unknown, B = unknown, A = unknown, W extends Who = Who>(
  spec: CallSpec<P, Q, B, A, W>,
): Call {
  async function run(request: ApiRequest): Promise<Result<CallAnswer<A>, Refusal>> {
    const who = await identify(spec.who, request.headers);
    if (!who.ok) return who;
    const buyer = who.value;
    if (buyer && spec.scope && !mayDo(buyer, spec.scope)) return refused({ code: 'NOT_ALLOWED' });
    const form = await checkForm(request);
    if (buyer && spec.limit) {
      const scheduleId = form.ok ? scheduleOf(form.value) : undefined;
      const by = { userId: buyer.userId, address: request.address, scheduleId };
      const within = await withinBuyerLimits(spec.limit, by);
      if (!within.ok) return within;
    }
    if (!form.ok) return form;
    // identify() refuses where the call needs an account and there is none.
    return spec.handle({ ...form.value, buyer: buyer as BuyerOf<W>, request });
  }

  async function checkForm(request: ApiRequest) {
    const { language } = request;
    const params = checkInput(spec.params, request.params, 'path', language);
    if (!params.ok) return params;
    const query = checkInput(spec.query, request.query, 'query', language);
    if (!query.ok) return query;
    const key = spec.idempotent ? idempotencyKeyOf(request) : granted('');
    if (!key.ok) return key;
    const sent = spec.body ? await request.readBody(spec.bodyMayBeMissing ?? false) : granted(undefined);
    if (!sent.ok) return sent;
    const body = checkInput(spec.body, sent.value, '', language);
    if (!body.ok) return body;
    return granted({ params: params.value, query: query.value, body: body.value, idempotencyKey: key.value });
  }

  return { ...spec, run };
}
