/** Where a schedule's live streams are, in OpenAPI's form: its seats, and somebody's own place in its waiting room. */
export const livePaths = {
  seats: '/api/v1/schedules/{schedule_id}/live',
  place: '/api/v1/schedules/{schedule_id}/waiting-room/live',
} as const;

const pattern = /^\/api\/v1\/schedules\/([^/?]+)\/(waiting-room\/)?live(?:\?|$)/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The live stream an address asks for, and of which schedule; null when it asks for something else. */
export function liveStreamOf(url: string): { of: keyof typeof livePaths; schedule: string } | null {
  const [, schedule, room] = pattern.exec(url) ?? [];
  return schedule === undefined ? null : { of: room ? 'place' : 'seats', schedule: decoded(schedule) };
}
