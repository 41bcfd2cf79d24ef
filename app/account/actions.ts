'use server';

import { revalidatePath } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import type { FormState } from '@/components/forms/form-state';
import { apiKeyScopes } from '@/lib/domain/api-key-scopes';
import {
  changePasswordInput,
  deleteAccountInput,
  newApiKeyInput,
  signInInput,
  signUpInput,
} from '@/lib/domain/inputs/account-inputs';
import { granted } from '@/lib/domain/result';
import { asBuyer, asStranger } from '@/lib/request/action';
import { languageCookie } from '@/lib/request/language';
import { setPageCookie } from '@/lib/request/page-cookie';
import { sameOrigin } from '@/lib/request/same-origin';
import { tokenOf } from '@/lib/request/session';
import { endedSessionCookie, sessionCookie } from '@/lib/request/session-cookie';
import { changePassword } from '@/lib/use-cases/change-password';
import { chooseLanguage } from '@/lib/use-cases/choose-language';
import { createApiKey } from '@/lib/use-cases/create-api-key';
import { deleteAccount } from '@/lib/use-cases/delete-account';
import { revokeApiKey } from '@/lib/use-cases/revoke-api-key';
import { signIn } from '@/lib/use-cases/sign-in';
import { signOut } from '@/lib/use-cases/sign-out';
import { signUp } from '@/lib/use-cases/sign-up';
import { answered, invalid, textOf } from '../form-answer';
import { wayBack } from '../way-back';

/** Signs in and goes back to where the reader was. */
export async function signInAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['email']);
  const claim = signInInput.safeParse(textOf(form, ['email', 'password']));
  if (!claim.success) return answered(invalid(claim.error), values);
  const said = await asStranger([{ name: 'sign_in', key: claim.data.email }, { name: 'sign_in_any' }], () =>
    signIn(claim.data),
  );
  if (!said.ok) return answered(said, values);
  await setPageCookie(await sessionCookie(said.value));
  redirect(wayBack(textOf(form, ['next']).next ?? ''));
}

/** Makes an account, signs it in and goes back to where the reader was. */
export async function signUpAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['email', 'name']);
  const person = signUpInput.safeParse(textOf(form, ['email', 'password', 'name']));
  if (!person.success) return answered(invalid(person.error), values);
  const language = await getLocale();
  const said = await asStranger([{ name: 'sign_up' }], () => signUp({ ...person.data, language }));
  if (!said.ok) return answered(said, values);
  await setPageCookie(await sessionCookie(said.value));
  redirect(wayBack(textOf(form, ['next']).next ?? ''));
}

/** Signs out of this browser; works whatever is out of reach, as the cookie goes in any case. */
export async function signOutAction(): Promise<void> {
  const sent = await headers();
  if (!sameOrigin(sent)) return;
  const token = await tokenOf(sent);
  await setPageCookie(await endedSessionCookie());
  if (token !== null) {
    await asStranger([], async () => granted(await signOut({ token })));
  }
  redirect('/');
}

/** Changes the password; every other session ends and this browser gets a fresh one. */
export async function changePasswordAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = changePasswordInput.safeParse(textOf(form, ['current_password', 'new_password']));
  if (!wish.success) return answered(invalid(wish.error));
  const said = await asBuyer('account', (buyer) =>
    changePassword({
      buyer,
      currentPassword: wish.data.current_password,
      newPassword: wish.data.new_password,
    }),
  );
  if (said.ok) await setPageCookie(await sessionCookie(said.value));
  return answered(said);
}

/** Deletes the account for good and goes to the start. */
export async function deleteAccountAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = deleteAccountInput.safeParse(textOf(form, ['password']));
  if (!wish.success) return answered(invalid(wish.error));
  const said = await asBuyer('account', (buyer) => deleteAccount({ buyer, password: wish.data.password }));
  if (!said.ok) return answered(said);
  await setPageCookie(await endedSessionCookie());
  redirect('/');
}

/** Makes an API key; the answer's `values.key` is the only time it is shown. */
export async function createApiKeyAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['name']);
  const scopes = apiKeyScopes.filter((scope) => form.getAll('scopes').includes(scope));
  const wish = newApiKeyInput.safeParse({ ...values, scopes });
  if (!wish.success) return answered(invalid(wish.error), values);
  const said = await asBuyer('account', (buyer) => createApiKey({ buyer, ...wish.data }));
  revalidatePath('/account');
  return said.ok ? answered(said, { key: said.value.key }) : answered(said, values);
}

/** Ends an API key. */
export async function revokeApiKeyAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = z.strictObject({ apiKeyId: z.string().min(1).max(64) }).safeParse(textOf(form, ['apiKeyId']));
  if (!wish.success) return answered(invalid(wish.error));
  const said = await asBuyer('account', (buyer) => revokeApiKey({ buyer, apiKeyId: wish.data.apiKeyId }));
  revalidatePath('/account');
  return answered(said);
}

/** Keeps the reader's choice of language: in this browser for a year, and for the mails of who is signed in. */
export async function setLanguageAction(form: FormData): Promise<void> {
  const language = z.enum(['ko', 'en']).safeParse(form.get('language'));
  if (!language.success || !sameOrigin(await headers())) return;
  (await cookies()).set(languageCookie, language.data, {
    path: '/',
    maxAge: 365 * 24 * 60 * 60,
    sameSite: 'lax',
  });
  if ((await tokenOf(await headers())) === null) return;
  // Signed out meanwhile, or a store away: the page still changes its language.
  await asBuyer('account', (buyer) => chooseLanguage({ buyer, language: language.data }));
}
