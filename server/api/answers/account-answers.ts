import { z } from 'zod';
import { apiKeyScopes, isApiKeyScope } from '@/lib/domain/api-key-scopes';
import type { listApiKeys } from '@/lib/use-cases/list-api-keys';
import type { signUp } from '@/lib/use-cases/sign-up';
import { moment } from './seat-answers';

type Granted<T extends (...asked: never[]) => Promise<unknown>> = Extract<
  Awaited<ReturnType<T>>,
  { ok: true }
>;
type SignedIn = Granted<typeof signUp>['value'];
type ApiKeyView = Granted<typeof listApiKeys>['value']['apiKeys'][number];

export const signedInAnswer = z.strictObject({
  user: z.strictObject({ user_id: z.string(), email: z.string(), name: z.string() }),
  token: z.string(),
  expires_at: moment,
});

export const sessionAnswer = z.strictObject({ token: z.string(), expires_at: moment });

export const apiKeyAnswer = z.strictObject({
  api_key_id: z.string(),
  name: z.string(),
  /** The key's first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(apiKeyScopes)),
  created_at: moment,
  last_used_at: moment.nullable(),
});

/** The key itself is told this once. */
export const newApiKeyAnswer = apiKeyAnswer.extend({ key: z.string() });

/** A fresh sign-in on the wire. */
export function tellSignedIn({ user, token, expiresAt }: SignedIn): z.infer<typeof signedInAnswer> {
  const { userId, email, name } = user;
  return { user: { user_id: userId, email, name }, token, expires_at: expiresAt.toISOString() };
}

/** An API key on the wire. */
export function tellApiKey(key: ApiKeyView): z.infer<typeof apiKeyAnswer> {
  return {
    api_key_id: key.apiKeyId,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes.filter(isApiKeyScope),
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
