import { z } from 'zod';
import {
  forgotPasswordInput,
  resetPasswordInput,
  verifyAddressInput,
} from '@/lib/domain/inputs/account-inputs';
import { granted } from '@/lib/domain/result';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { requestAddressLink } from '@/lib/use-cases/request-address-link';
import { requestPasswordReset } from '@/lib/use-cases/request-password-reset';
import { resetPassword } from '@/lib/use-cases/reset-password';
import { verifyAddress } from '@/lib/use-cases/verify-address';
import { defineCall } from '../call';

const requested = z.strictObject({ requested: z.literal(true) });

/** Links that go out by mail, and what they do. */
export const mailedLinkCalls = [
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/forgot-password',
    name: 'forgotPassword',
    summary:
      'Mail a link to choose a new password; the answer is the same whether or not there is such an account',
    who: 'anybody',
    body: forgotPasswordInput,
    answer: requested,
    async handle({ body, request }) {
      const within = await withinRateLimit('mail', request.address);
      if (!within.ok) return within;
      const asked = await requestPasswordReset(body);
      return asked.ok ? granted({ data: { requested: true as const } }) : asked;
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/reset-password',
    name: 'resetPassword',
    summary:
      'Set a new password with the token of a mailed link; every session and API key of the account ends',
    who: 'anybody',
    body: resetPasswordInput,
    answer: z.strictObject({ reset: z.literal(true) }),
    async handle({ body, request }) {
      const within = await withinRateLimit('mailed_link', request.address);
      if (!within.ok) return within;
      const reset = await resetPassword({ token: body.token, newPassword: body.new_password });
      return reset.ok ? granted({ data: { reset: true as const } }) : reset;
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/verify-address',
    name: 'verifyAddress',
    summary: 'Confirm an account’s email address with the token of a mailed link',
    who: 'anybody',
    body: verifyAddressInput,
    answer: z.strictObject({ verified: z.literal(true) }),
    async handle({ body, request }) {
      const within = await withinRateLimit('mailed_link', request.address);
      if (!within.ok) return within;
      const verified = await verifyAddress(body);
      return verified.ok ? granted({ data: { verified: true as const } }) : verified;
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/account/address-link',
    name: 'requestAddressLink',
    summary: 'Mail the link that confirms the account’s email address once more',
    who: 'person',
    limit: 'account',
    answer: requested,
    async handle({ buyer }) {
      const asked = await requestAddressLink({ buyer });
      return asked.ok ? granted({ data: { requested: true as const } }) : asked;
    },
  }),
];
