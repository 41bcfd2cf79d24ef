import type { Page, Request } from 'playwright/test';

/** A server action as the browser called it, to be called again with other arguments. */
export interface Action {
  url: string;
  headers: Record<string, string>;
}

const copied = ['accept', 'content-type', 'next-action', 'next-router-state-tree', 'origin', 'cookie'];

/** What to repeat of a call that a browser made. */
export async function actionOf(request: Request): Promise<Action> {
  const all = await request.allHeaders();
  const headers = Object.fromEntries(copied.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  return { url: request.url(), headers };
}

/** The next server action that a page calls. */
export function actionCall(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
}

/** Calls an action as a program does, past every page. */
export async function callAction(
  action: Action,
  args: unknown[],
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const answer = await fetch(action.url, {
    method: 'POST',
    headers: { ...action.headers, ...headers },
    body: JSON.stringify(args),
  });
  return { status: answer.status, text: await answer.text() };
}
