/** What a call is answered. */
export interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** A "no", with a code for programs and a sentence for people. */
export function refusal(status: number, code: string, message: string, details: object = {}): Reply {
  return { status, body: { error: { code, message, ...details } } };
}
