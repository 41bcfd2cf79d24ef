/** A show's time on stage. */
export interface ShowTime {
  startsAt: Date;
  endsAt: Date;
}

/** Whether two shows overlap; one may begin the moment the other ends. */
export function overlaps(a: ShowTime, b: ShowTime): boolean {
  return a.startsAt < b.endsAt && a.endsAt > b.startsAt;
}
