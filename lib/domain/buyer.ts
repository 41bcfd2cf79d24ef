export const roles = ['buyer', 'staff', 'organizer', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who is asking. */
export interface Buyer {
  userId: string;
  /** null for an API key, which is exempt from the one-session rule. */
  sessionId: string | null;
  role: Role;
  name: string;
  email: string;
  /** What an API key may do; null for a person's session, which may do all its role may. */
  scopes: readonly string[] | null;
}
