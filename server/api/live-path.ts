/** Where a schedule's live stream is, in OpenAPI's form. */
export const livePath = '/api/v1/schedules/{schedule_id}/live';

const pattern = /^\/api\/v1\/schedules\/([^/?]+)\/live(?:\?|$)/;

/** The schedule whose live stream an address asks for, still URL-encoded; null when it asks for something else. */
export function liveScheduleOf(url: string): string | null {
  return pattern.exec(url)?.[1] ?? null;
}
