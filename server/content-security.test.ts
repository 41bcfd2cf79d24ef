import { expect, test } from 'vitest';
import { securityHeaders } from './content-security';

test('browsers are told to come by https alone exactly where people come by https', () => {
  const told = (appUrl: string) => securityHeaders(appUrl)['Strict-Transport-Security'];
  expect(told('https://tickets.example.com')).toMatch(/^max-age=\d{7,}$/);
  expect(told('http://localhost:3000')).toBeUndefined();
});
