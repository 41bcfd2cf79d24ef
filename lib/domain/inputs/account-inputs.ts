import { z } from 'zod';
import { apiKeyScopes } from '../api-key-scopes';
import { textInput } from './text-input';

/** Addresses that differ only in case or in spaces around them are one address. */
export const emailInput = z.string().trim().toLowerCase().pipe(z.email().max(254));
/** A password somebody chooses. */
const newPasswordInput = textInput(128).min(8);
/** A password to compare; any text, so that nothing is told about the right one. */
const passwordInput = z.string().min(1).max(128);
const personNameInput = z.string().trim().pipe(textInput(80));

export const signUpInput = z.strictObject({
  email: emailInput,
  password: newPasswordInput,
  name: personNameInput,
});
export const signInInput = z.strictObject({ email: emailInput, password: passwordInput });
export const changePasswordInput = z.strictObject({
  current_password: passwordInput,
  new_password: newPasswordInput,
});
export const deleteAccountInput = z.strictObject({ password: passwordInput });
/** The token of a mailed link, as it is in the address. */
const linkTokenInput = z.string().regex(/^[\w-]{16,128}$/);
export const forgotPasswordInput = z.strictObject({ email: emailInput });
export const resetPasswordInput = z.strictObject({ token: linkTokenInput, new_password: newPasswordInput });
export const verifyAddressInput = z.strictObject({ token: linkTokenInput });
export const newApiKeyInput = z.strictObject({
  name: personNameInput,
  scopes: z.array(z.enum(apiKeyScopes)).min(1).max(apiKeyScopes.length),
});
