export const linkPurposes = ['verify-address', 'reset-password'] as const;
/** What a link in a mail does. */
export type LinkPurpose = (typeof linkPurposes)[number];

/** What a link of an account stands for, as it is kept. */
export function linkMeaning(purpose: LinkPurpose, userId: string): string {
  return `${purpose} ${userId}`;
}
