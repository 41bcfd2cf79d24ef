import { z } from 'zod';
import type { SignedIn } from '@/lib/accounts/open-session';
import { apiKeyScopes } from '@/lib/domain/api-key-scopes';
import { moment } from './seat-answers';

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
