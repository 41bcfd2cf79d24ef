'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/components/forms/form-state';
import {
  forgotPasswordInput,
  resetPasswordInput,
  verifyAddressInput,
} from '@/lib/domain/inputs/account-inputs';
import { asBuyer, asStranger } from '@/lib/request/action';
import { requestAddressLink } from '@/lib/use-cases/request-address-link';
import { requestPasswordReset } from '@/lib/use-cases/request-password-reset';
import { resetPassword } from '@/lib/use-cases/reset-password';
import { verifyAddress } from '@/lib/use-cases/verify-address';
import { answered, invalid, textOf } from '../form-answer';

/** Sends a link to choose a new password; says the same whether or not there is such an account. */
export async function forgotPasswordAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['email']);
  const wish = forgotPasswordInput.safeParse(values);
  if (!wish.success) return answered(invalid(wish.error), values);
  return answered(await asStranger([{ name: 'mail' }], () => requestPasswordReset(wish.data)), wish.data);
}

/** Sets the new password and goes to sign in with it. */
export async function resetPasswordAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['token']);
  const wish = resetPasswordInput.safeParse(textOf(form, ['token', 'new_password']));
  if (!wish.success) return answered(invalid(wish.error), values);
  const { token, new_password: newPassword } = wish.data;
  const said = await asStranger([{ name: 'mailed_link' }], () => resetPassword({ token, newPassword }));
  if (!said.ok) return answered(said, values);
  redirect('/sign-in?reason=reset');
}

/** Marks the address as its account's own. */
export async function verifyAddressAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = verifyAddressInput.safeParse(textOf(form, ['token']));
  if (!wish.success) return answered(invalid(wish.error));
  return answered(await asStranger([{ name: 'mailed_link' }], () => verifyAddress(wish.data)));
}

/** Sends the signed-in account another link that proves its address. */
export async function requestAddressLinkAction(): Promise<FormState> {
  return answered(await asBuyer('account', (buyer) => requestAddressLink({ buyer })));
}
