/** Letters and digits that are not mistaken for one another on the telephone (no 0/O, 1/I/L, U/V). */
export const bookingCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';
export const bookingCodeLength = 10;

/** What people type: any case, spaces and hyphens in between. */
export function normaliseBookingCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '');
}
