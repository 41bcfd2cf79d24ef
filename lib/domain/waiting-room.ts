/**
 * The waiting room of a schedule: people who come before the sale opens are put in a random order when it does, later
 * ones stand behind them as they come; who is admitted may hold and book for a while. Browsers load this file: without Zod.
 */

export const roomStates = ['open', 'paused', 'drained'] as const;
/**
 * What the organizer lets the room do. open: people are admitted. paused: nobody is, the line stays. drained: nobody is
 * and nobody may join; who is inside may finish, who waits keeps the place.
 */
export type RoomState = (typeof roomStates)[number];

/** What the organizer sets of a room. */
export interface WaitingRoomSettings {
  /** From when on people may join; ISO 8601. */
  opensAt: string;
  /** People inside at a time. */
  capacity: number;
  /** The fastest it admits; it is slower while the service is. */
  admissionsPerMinute: number;
  /** Who has not been heard of for this long when the turn comes is skipped. */
  graceSeconds: number;
  /** How long an admission lasts; a hold or a payment under way prolongs it to its own end. */
  admissionSeconds: number;
  /** Joining takes some computing first. */
  proofOfWork: boolean;
}

/** The bounds within which an organizer may choose. */
export const settingBounds = {
  capacity: { least: 1, most: 100_000 },
  admissionsPerMinute: { least: 1, most: 60_000 },
  graceSeconds: { least: 5, most: 600 },
  admissionSeconds: { least: 30, most: 7200 },
} as const;

/** What a new room is set to where the organizer says nothing else; it opens an hour before the sale. */
export const usualSettings = {
  capacity: 500,
  admissionsPerMinute: 300,
  graceSeconds: 60,
  admissionSeconds: 600,
  proofOfWork: false,
} as const;

/** What everybody may know of a schedule's waiting room. */
export interface WaitingRoomRules {
  /** From when on people may join; ISO 8601. */
  opensAt: string;
  state: RoomState;
  proofOfWork: boolean;
}

export const storedPlaceStates = ['waiting', 'admitted', 'skipped', 'left', 'ended'] as const;
/** Where somebody stands, as it is stored. */
export type StoredPlaceState = (typeof storedPlaceStates)[number];

export const placeStates = ['outside', 'early', ...storedPlaceStates] as const;
/**
 * Where somebody stands. outside: never joined. early: joined, and the order is not drawn yet. waiting: in line.
 * admitted: inside. skipped: was away when the turn came. left: went away. ended: the admission is over.
 */
export type PlaceState = (typeof placeStates)[number];

/** From these somebody may join (again), at the end of the line. */
export function mayJoinFrom(state: PlaceState): boolean {
  return state !== 'early' && state !== 'waiting' && state !== 'admitted';
}

/** A person's place in the waiting room, as pages and programs are told it. Times are ISO 8601, UTC. */
export interface WaitingPlace {
  state: PlaceState;
  /** Counted from 1; null unless waiting. */
  place: number | null;
  /** People before this one; null unless waiting. */
  ahead: number | null;
  /** From now to the admission; null unless waiting, and while nobody is admitted. */
  estimatedSeconds: number | null;
  /** People waiting in all; before the opening those who are there already. */
  people: number;
  room: RoomState;
  opensAt: string;
  salesOpenAt: string;
  salesCloseAt: string;
  /** Joining takes some computing first. */
  proofOfWork: boolean;
  /** The token that proves the admission, short-lived: asked for again it is a fresh one. Null unless admitted. */
  admission: string | null;
  /** When the token itself ends; ask again before. Null unless admitted. */
  admissionExpiresAt: string | null;
  /** When the admission ends; a hold or a payment prolongs it. Null unless admitted. */
  admissionEndsAt: string | null;
  /** The server's clock. */
  now: string;
}

/** The room in numbers, for its organizer. */
export interface WaitingRoomView {
  settings: WaitingRoomSettings;
  state: RoomState;
  salesOpenAt: string;
  salesCloseAt: string;
  /** When the early ones' order was drawn; null before. */
  shuffledAt: string | null;
  inside: number;
  waiting: number;
  /** Of those that wait, those heard of within the grace (of thousands, reckoned); null while nobody can tell. */
  present: number | null;
  /** All that were ever admitted; who was twice counts once. */
  admitted: number;
  skipped: number;
  left: number;
  /** Share of the set rate that is used now, 0–1: it falls while the service is slow. */
  pace: number;
  /** What the last minute's admissions amount to. */
  admittedPerMinute: number;
  now: string;
}

/** What the browser computes before it may join: see altcha, PBKDF2/SHA-256. */
export interface WaitingRoomChallenge {
  parameters: Record<string, unknown>;
  signature: string;
}

/** What a place's waiting time is reckoned from. */
export interface Flow {
  state: RoomState;
  capacity: number;
  inside: number;
  admissionSeconds: number;
  /** What the rate lets in. */
  perSecond: number;
  /** What was let in of late. */
  measuredPerSecond: number;
}

/**
 * How long from now until somebody with so many ahead is admitted, seconds; null while nobody is admitted. The free
 * places fill at the rate; then people come in as others go out: as of late, but at least as fast as admissions end.
 */
export function estimateSeconds(ahead: number, flow: Flow): number | null {
  if (flow.state !== 'open' || flow.perSecond <= 0) return null;
  const free = Math.max(0, flow.capacity - flow.inside);
  const turnover = Math.max(flow.measuredPerSecond, flow.capacity / flow.admissionSeconds);
  const filling = Math.min(ahead + 1, free) / flow.perSecond;
  const following = Math.max(0, ahead + 1 - free) / Math.min(flow.perSecond, turnover);
  return Math.ceil(filling + following);
}
