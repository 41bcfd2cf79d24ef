import type { HonoRequest } from 'hono';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import type { Language } from '@/lib/request/language';
import { unreadableBody } from './input-issues';

/** The longest body that is read. */
const longestBytes = 64 * 1024;

async function readText(request: Request): Promise<string | null> {
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > longestBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The body as text; null when it is too long or its sender went away in the middle of it. */
async function textOf(request: HonoRequest): Promise<string | null> {
  try {
    // With its length announced (and held to it by Node) a body is read in one piece, which is much cheaper.
    return await (request.header('content-length') === undefined ? readText(request.raw) : request.text());
  } catch {
    return null;
  }
}

/** Reads a body as it came. Refuses INVALID_REQUEST when it is longer than 64 kB. */
export async function readWhole(request: HonoRequest, language: Language): Promise<Result<string, Refusal>> {
  const announced = request.header('content-length');
  if (announced !== undefined && Number(announced) > longestBytes) return unreadableBody('tooLong', language);
  const text = await textOf(request);
  return text === null ? unreadableBody('tooLong', language) : granted(text);
}

/**
 * Reads a body as JSON; where it may be missing, one that is empty is undefined. Refuses INVALID_REQUEST when it is longer
 * than 64 kB or no JSON.
 */
export async function readJson(
  request: HonoRequest,
  language: Language,
  mayBeMissing = false,
): Promise<Result<unknown, Refusal>> {
  const text = await readWhole(request, language);
  if (!text.ok) return text;
  if (text.value === '' && mayBeMissing) return granted(undefined);
  try {
    return granted(JSON.parse(text.value));
  } catch {
    return unreadableBody('json', language);
  }
}
