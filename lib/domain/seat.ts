/** A seat's status as a buyer sees it. */
export const seatStatuses = ['available', 'held', 'sold', 'withheld', 'mine'] as const;
export type SeatStatus = (typeof seatStatuses)[number];

/** The four statuses of the packed map, by their 2-bit value. "mine" is laid over it for one buyer. */
export const packedStatuses = ['available', 'held', 'sold', 'withheld'] as const;
export type PackedStatus = (typeof packedStatuses)[number];

/** A seat's public id: its schedule and its place (index in plan order), e.g. `1-42`. */
export function seatId(scheduleId: string, place: number): string {
  return `${scheduleId}-${place}`;
}

/** The place a seat id names in this schedule; null when it is no seat id of this schedule. */
export function placeOfSeatId(scheduleId: string, id: string): number | null {
  const at = id.lastIndexOf('-');
  if (at < 1 || id.slice(0, at) !== scheduleId) return null;
  const place = id.slice(at + 1);
  return /^(0|[1-9]\d{0,6})$/.test(place) ? Number(place) : null;
}

/**
 * A packed map's status at a place: 2 bits a seat in plan order, the first seat in the highest bits of the
 * first byte. Beyond the end everything is available, as Redis leaves trailing zero bytes out.
 */
export function packedStatusAt(bytes: Uint8Array, place: number): PackedStatus {
  const byte = bytes[place >> 2] ?? 0;
  return packedStatuses[(byte >> (6 - 2 * (place & 3))) & 3] ?? 'available';
}

/** Writes a status code (0–3) into a packed map at a place inside it. */
export function setPackedStatus(bytes: Uint8Array, place: number, code: number): void {
  const shift = 6 - 2 * (place & 3);
  const byte = bytes[place >> 2] ?? 0;
  bytes[place >> 2] = (byte & ~(3 << shift)) | (code << shift);
}

/** How many of the first `seatCount` seats of a packed map are available. */
export function countAvailable(bytes: Uint8Array, seatCount: number): number {
  let taken = 0;
  const wholeBytes = Math.min(bytes.length, seatCount >> 2);
  for (let i = 0; i < wholeBytes; i += 1) {
    const byte = bytes[i] ?? 0;
    taken += Number((byte & 0xc0) !== 0) + Number((byte & 0x30) !== 0);
    taken += Number((byte & 0x0c) !== 0) + Number((byte & 0x03) !== 0);
  }
  for (let place = wholeBytes * 4; place < seatCount; place += 1) {
    if (packedStatusAt(bytes, place) !== 'available') taken += 1;
  }
  return seatCount - taken;
}
