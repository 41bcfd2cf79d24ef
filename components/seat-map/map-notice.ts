/** A legal choice in place of one that leaves a seat alone. */
export interface SeatOffer {
  text: string;
  take: number[];
  giveBack: number[];
}

/** Something the buyer must hear now: what happened, and what to do next. */
export interface MapNotice {
  text: string;
  /** A refusal, or something worth knowing. */
  kind: 'warning' | 'note';
  /** Free seats near the lost one. */
  alternatives: readonly number[];
  link: { href: string; text: string } | null;
  offer: SeatOffer | null;
  /** A seat of somebody else's that one may stand by for. */
  standBy: number | null;
  /** Whatever ends it before the buyer does; null = nothing. */
  end: NoticeEnd | null;
}

/** When the reason of a notice is gone, besides at the buyer's next step. */
export type NoticeEnd =
  /** The seat is free again, or mine after all. */
  | { when: 'seat-free'; place: number }
  | { when: 'sale-open' }
  | { when: 'connected' }
  | { when: 'later'; seconds: number };
