import type { WaitingPlace, WaitingRoomChallenge } from '@/lib/domain/waiting-room';
import { readPlace } from './read-place';

/** Why not: a refusal of the API in the reader's words, or UNREACHABLE without an answer. */
export interface Unheard {
  ok: false;
  code: string;
  message: string;
  retryAfterSeconds: number | null;
}

/** An answer of the API about the waiting room. */
export type Heard<Value> = { ok: true; value: Value } | Unheard;

/** An answer takes 2 s at most; what takes longer is lost on the way. */
const timeoutMilliseconds = 8000;

/**
 * The calls of the waiting room. They go to the HTTP API and not through server actions: at 20:00 a hundred thousand
 * pages ask at once, and must not pay for a page renderer.
 */
export class RoomCalls {
  private readonly base: string;

  constructor(
    scheduleId: string,
    private readonly language: string,
  ) {
    this.base = `/api/v1/schedules/${encodeURIComponent(scheduleId)}/waiting-room`;
  }

  /** Where the live stream is. */
  get liveAddress(): string {
    return `${this.base}/live`;
  }

  /** My place; brings a fresh admission along once I am admitted. */
  look(): Promise<Heard<WaitingPlace>> {
    return this.ask('', { method: 'GET' }, readPlace);
  }

  /** Joins the line, with the proof where the room wants one. */
  join(proof: string | null): Promise<Heard<WaitingPlace>> {
    return this.ask('', { method: 'POST', body: JSON.stringify(proof === null ? {} : { proof }) }, readPlace);
  }

  /** Leaves the line or the sale. */
  leave(): Promise<Heard<WaitingPlace>> {
    return this.ask('', { method: 'DELETE' }, readPlace);
  }

  /** What is to be computed before joining. */
  challenge(): Promise<Heard<WaitingRoomChallenge>> {
    return this.ask('/challenge', { method: 'GET' }, readChallenge);
  }

  private async ask<Value>(
    path: string,
    request: RequestInit,
    read: (told: unknown) => Value | null,
  ): Promise<Heard<Value>> {
    try {
      const headers = { 'accept-language': this.language, 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      const answer = await fetch(this.base + path, { ...request, headers, signal, cache: 'no-store' });
      const body: unknown = await answer.json();
      if (!answer.ok) return refusalIn(body, answer.headers.get('retry-after'));
      const value = read((body as { data?: unknown }).data);
      return value === null ? unreachable : { ok: true, value };
    } catch {
      // Offline, cut off, or not our server's words: the way on is the same.
      return unreachable;
    }
  }
}

const unreachable: Unheard = { ok: false, code: 'UNREACHABLE', message: '', retryAfterSeconds: null };

function refusalIn(body: unknown, retryAfter: string | null): Unheard {
  const { error } = body as { error?: { code?: unknown; message?: unknown } };
  if (typeof error?.code !== 'string' || typeof error.message !== 'string') return unreachable;
  const seconds = Number(retryAfter);
  return {
    ...{ ok: false, code: error.code, message: error.message },
    retryAfterSeconds: retryAfter !== null && seconds >= 0 ? seconds : null,
  };
}

function readChallenge(told: unknown): WaitingRoomChallenge | null {
  if (typeof told !== 'object' || told === null) return null;
  const { parameters, signature } = told as Record<string, unknown>;
  if (typeof parameters !== 'object' || parameters === null || typeof signature !== 'string') return null;
  return { parameters: parameters as Record<string, unknown>, signature };
}
