import {
  type PlaceState,
  placeStates,
  type RoomState,
  roomStates,
  type WaitingPlace,
} from '@/lib/domain/waiting-room';

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A place as the API and its live stream tell it; null for what does not look like one. */
export function readPlace(told: unknown): WaitingPlace | null {
  if (typeof told !== 'object' || told === null) return null;
  const said = told as Record<string, unknown>;
  const state = placeStates.find((each): each is PlaceState => each === said.state);
  const room = roomStates.find((each): each is RoomState => each === said.room);
  const [opensAt, now] = [textOf(said.opens_at), textOf(said.now)];
  const [salesOpenAt, salesCloseAt] = [textOf(said.sales_open_at), textOf(said.sales_close_at)];
  if (!state || !room || !opensAt || !now || !salesOpenAt || !salesCloseAt) return null;
  return {
    ...{ state, room, opensAt, salesOpenAt, salesCloseAt, now },
    place: numberOf(said.place),
    ahead: numberOf(said.ahead),
    estimatedSeconds: numberOf(said.estimated_seconds),
    people: numberOf(said.people) ?? 0,
    proofOfWork: said.proof_of_work === true,
    admission: textOf(said.admission),
    admissionExpiresAt: textOf(said.admission_expires_at),
    admissionEndsAt: textOf(said.admission_ends_at),
  };
}
