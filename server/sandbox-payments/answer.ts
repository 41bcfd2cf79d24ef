import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import type { Bank } from './bank';
import type { Fault } from './records';
import { type Reply, refusal } from './reply';

export type Env = { Bindings: HttpBindings; Variables: { account: string } };

const onPurpose = refusal(500, 'fault', 'Something went wrong, as it was told to.');

/** Writes a reply once everything it rests on is on the disk. */
export async function tell(
  context: Context<Env>,
  bank: Bank,
  { status, body, headers }: Reply,
): Promise<Response> {
  await bank.ledger.kept();
  return context.json(body, status as ContentfulStatusCode, headers);
}

/** The same for a merchant's call, with whatever is to go wrong with it. */
export async function tellWithFaults(
  context: Context<Env>,
  bank: Bank,
  call: { account: string; on: Fault['on'] },
  run: () => Reply,
): Promise<Response> {
  const fault = bank.faults.pick(call.account, call.on);
  if (fault?.ms && fault.kind !== 'slow_after') await delay(fault.ms);
  if (fault?.kind === 'error') return tell(context, bank, onPurpose);
  const reply = run();
  if (fault?.kind === 'slow_after') await delay(fault.ms);
  if (fault?.kind === 'error_after') return tell(context, bank, onPurpose);
  if (fault?.kind !== 'cut') return tell(context, bank, reply);
  await bank.ledger.kept();
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** What was asked, checked; or the refusal that names each fault. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { ok: true; wish: z.output<Schema> } | { ok: false; reply: Reply } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, wish: parsed.data };
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false, reply: refusal(400, 'invalid_request', faults.join('; ')) };
}

/** The body as JSON; undefined when it is none. */
export async function jsonOf(context: Context<Env>): Promise<unknown> {
  return context.req.json().catch(() => undefined);
}

/** The token of an Authorization header. */
export function bearerOf(context: Context<Env>): string {
  return /^Bearer (\S+)$/i.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
}
