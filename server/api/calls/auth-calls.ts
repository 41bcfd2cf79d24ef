import { z } from 'zod';
import { signInInput, signUpInput } from '@/lib/domain/inputs/account-inputs';
import { granted } from '@/lib/domain/result';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { isSessionToken, tokenOf } from '@/lib/request/session';
import { endedSessionCookie, sessionCookie } from '@/lib/request/session-cookie';
import { signIn } from '@/lib/use-cases/sign-in';
import { signOut } from '@/lib/use-cases/sign-out';
import { signUp } from '@/lib/use-cases/sign-up';
import { signedInAnswer, tellSignedIn } from '../answers/account-answers';
import { defineCall } from '../call';

export const authCalls = [
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/sign-up',
    name: 'signUp',
    summary: 'Make an account and sign it in',
    who: 'anybody',
    body: signUpInput,
    status: 201,
    answer: signedInAnswer,
    async handle({ body, request }) {
      const within = await withinRateLimit('sign_up', request.address);
      if (!within.ok) return within;
      const signed = await signUp({ ...body, language: request.language });
      if (!signed.ok) return signed;
      return granted({ data: tellSignedIn(signed.value), cookie: await sessionCookie(signed.value) });
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/sign-in',
    name: 'signIn',
    summary: 'Sign in; every earlier session of the account ends',
    who: 'anybody',
    body: signInInput,
    answer: signedInAnswer,
    async handle({ body, request }) {
      const within = await withinRateLimit('sign_in_any', request.address);
      if (!within.ok) return within;
      const guessing = await withinRateLimit('sign_in', `${request.address} ${body.email}`);
      if (!guessing.ok) return guessing;
      const signed = await signIn(body);
      if (!signed.ok) return signed;
      return granted({ data: tellSignedIn(signed.value), cookie: await sessionCookie(signed.value) });
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/auth/sign-out',
    name: 'signOut',
    summary: 'End the session; having none is no error',
    who: 'anybody',
    answer: z.strictObject({ signed_out: z.literal(true) }),
    async handle({ request }) {
      const token = await tokenOf(request.headers);
      if (token !== null && isSessionToken(token)) await signOut({ token });
      return granted({ data: { signed_out: true as const }, cookie: await endedSessionCookie() });
    },
  }),
];
