/** An answer of the HTTP API. */
export interface ApiAnswer {
  status: number;
  body: { success: boolean; data?: unknown; error?: { code: string; details?: unknown } };
}

/** Calls the API as a program does; times and statuses are the test's to judge. */
export async function callApi(
  origin: string | undefined,
  token: string,
  path: string,
  body: object,
  idempotencyKey?: string,
): Promise<ApiAnswer> {
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
  });
  return { status: answer.status, body: (await answer.json()) as ApiAnswer['body'] };
}
