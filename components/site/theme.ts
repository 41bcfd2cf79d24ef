/** What the reader may choose; "system" follows the device. Dark is the default: it is a stage. */
export const themes = ['dark', 'light', 'system'] as const;
export type Theme = (typeof themes)[number];

/** Kept in a cookie, so that the server writes it on <html> and no script must run before first paint. */
export const themeCookie = 'rowlock_theme';

/** The theme a cookie's value names; dark when it names none. */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'dark';
}
