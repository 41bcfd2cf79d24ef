import { z } from 'zod';
import { changePasswordInput, deleteAccountInput, newApiKeyInput } from '@/lib/domain/inputs/account-inputs';
import { textInput } from '@/lib/domain/inputs/text-input';
import { granted } from '@/lib/domain/result';
import { endedSessionCookie, sessionCookie } from '@/lib/request/session-cookie';
import { changePassword } from '@/lib/use-cases/change-password';
import { createApiKey } from '@/lib/use-cases/create-api-key';
import { deleteAccount } from '@/lib/use-cases/delete-account';
import { listApiKeys } from '@/lib/use-cases/list-api-keys';
import { revokeApiKey } from '@/lib/use-cases/revoke-api-key';
import { apiKeyAnswer, newApiKeyAnswer, sessionAnswer, tellApiKey } from '../answers/account-answers';
import { defineCall } from '../call';

const passwordCalls = [
  defineCall({
    method: 'POST',
    path: '/api/v1/account/change-password',
    name: 'changePassword',
    summary: 'Change the password; other sessions end and this one gets a fresh token',
    who: 'person',
    limit: 'account',
    body: changePasswordInput,
    answer: sessionAnswer,
    async handle({ buyer, body }) {
      const { current_password: currentPassword, new_password: newPassword } = body;
      const changed = await changePassword({ buyer, currentPassword, newPassword });
      if (!changed.ok) return changed;
      const { token, expiresAt } = changed.value;
      const data = { token, expires_at: expiresAt.toISOString() };
      return granted({ data, cookie: await sessionCookie(changed.value) });
    },
  }),
  defineCall({
    method: 'DELETE',
    path: '/api/v1/account',
    name: 'deleteAccount',
    summary:
      'Delete the account; its bookings stay, without the person. Not while its own shows are neither over nor called off',
    who: 'person',
    limit: 'account',
    body: deleteAccountInput,
    answer: z.strictObject({ deleted: z.literal(true) }),
    async handle({ buyer, body }) {
      const deleted = await deleteAccount({ buyer, password: body.password });
      return deleted.ok ? granted({ data: deleted.value, cookie: await endedSessionCookie() }) : deleted;
    },
  }),
];

const apiKeyCalls = [
  defineCall({
    method: 'POST',
    path: '/api/v1/account/api-keys',
    name: 'createApiKey',
    summary: 'Make an API key; it is told in this answer only',
    who: 'person',
    limit: 'account',
    body: newApiKeyInput,
    status: 201,
    answer: newApiKeyAnswer,
    async handle({ buyer, body }) {
      const made = await createApiKey({ buyer, ...body });
      return made.ok ? granted({ data: { ...tellApiKey(made.value), key: made.value.key } }) : made;
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/account/api-keys',
    name: 'listApiKeys',
    summary: 'The API keys that work, newest first',
    who: 'person',
    answer: z.strictObject({ api_keys: z.array(apiKeyAnswer) }),
    async handle({ buyer }) {
      const listed = await listApiKeys({ buyer });
      return listed.ok ? granted({ data: { api_keys: listed.value.apiKeys.map(tellApiKey) } }) : listed;
    },
  }),
  defineCall({
    method: 'DELETE',
    path: '/api/v1/account/api-keys/{api_key_id}',
    name: 'revokeApiKey',
    summary: 'End an API key for good',
    who: 'person',
    limit: 'account',
    params: z.strictObject({ api_key_id: textInput(64) }),
    answer: z.strictObject({ revoked: z.string() }),
    async handle({ buyer, params }) {
      const revoked = await revokeApiKey({ buyer, apiKeyId: params.api_key_id });
      return revoked.ok ? granted({ data: revoked.value }) : revoked;
    },
  }),
];

export const accountCalls = [...passwordCalls, ...apiKeyCalls];
