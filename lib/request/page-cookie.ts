import { cookies } from 'next/headers';
import type { Cookie } from './cookie';

/** Sets a cookie with the answer of a server action. */
export async function setPageCookie({ name, value, attributes }: Cookie): Promise<void> {
  (await cookies()).set(name, value, attributes);
}
