-- AlterTable
ALTER TABLE "schedules" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "cancelled_reason" TEXT;

-- AlterTable
ALTER TABLE "booking_audit" ADD COLUMN     "detail" JSONB;

-- Cancelling: whole bookings, or single tickets of them. What goes back to the buyer is written with the cancellation, in its
-- transaction, as a row of refunds that a job then carries out: money is owed from the moment the seats are given back.
--
-- total_minor stays what was booked and paid; fee_minor and refund_minor add up what was cancelled of it. So at any time
-- total = prices of the live tickets + fee + refund, and what was paid and not refunded is live tickets + fees.

-- By hand: a booking never gives back more than it has taken.
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_parts" CHECK (
  ("fee_minor" IS NULL) = ("refund_minor" IS NULL)
  AND coalesce("fee_minor", 0) >= 0 AND coalesce("refund_minor", 0) >= 0
  AND coalesce("fee_minor", 0) + coalesce("refund_minor", 0) <= "total_minor"
);
-- Only a cancelled show has a reason for it.
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_cancelled" CHECK ("cancelled_at" IS NOT NULL OR "cancelled_reason" IS NULL);

DROP FUNCTION cancel_booking(text, text, text, text, text, timestamptz[], integer[]);

-- Whether the show was called off.
CREATE FUNCTION is_show_cancelled(p_schedule text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM schedules WHERE id = p_schedule AND cancelled_at IS NOT NULL)
$$;

-- Takes tickets out of a booking and gives their seats and places back; entry numbers stay used. Booking, areas and seats
-- are locked by the caller. Returns {"changed": [[place, status, epoch], …], "changed_areas": [[area, …], …]}.
CREATE FUNCTION give_tickets_back(p_booking text, p_schedule text, p_tickets text[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  places integer[];
  areas integer[];
BEGIN
  WITH given AS (
    UPDATE booking_seats SET live = false
    WHERE booking_id = p_booking AND live AND place::text = ANY (p_tickets) RETURNING place
  )
  SELECT array_agg(place) INTO places FROM given;
  WITH given AS (
    UPDATE booking_areas SET live = false
    WHERE booking_id = p_booking AND live AND area || '.' || nth = ANY (p_tickets) RETURNING area
  ), counted AS (
    SELECT area, count(*)::integer AS places FROM given GROUP BY area
  ), moved AS (
    UPDATE standing_areas a SET live = a.live - counted.places, epoch = a.epoch + 1 FROM counted
    WHERE a.schedule_id = p_schedule AND a.area = counted.area RETURNING a.area
  )
  SELECT array_agg(area) INTO areas FROM moved;
  RETURN jsonb_build_object('changed', set_seat_status(p_schedule, places, 'available'),
    'changed_areas', tell_areas(p_schedule, areas));
END $$;

-- Cancels tickets of a confirmed booking, keeping a fee; with the last of them the booking is cancelled. Where the booking
-- was paid, the rest of their price is owed from now on: one row of refunds. p_show: the show is cancelled, and why; NULL = it is
-- the buyer's wish. Judged, and locked, by the caller.
-- Returns {"cancelled": {code, status, feeMinor, refundMinor, currency, scheduleId, tickets}, "changed", "changed_areas"}.
CREATE FUNCTION cancel_tickets(p_booking text, p_tickets text[], p_fee integer, p_actor text, p_show text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  price integer;
  kept_tickets integer;
  new_status booking_status;
  detail jsonb;
BEGIN
  SELECT coalesce(sum(t.price_minor) FILTER (WHERE t.ticket = ANY (p_tickets)), 0),
      count(*) FILTER (WHERE t.ticket <> ALL (p_tickets))
    INTO price, kept_tickets FROM tickets t WHERE t.booking_id = p_booking AND t.admits;
  new_status := CASE WHEN kept_tickets = 0 THEN 'CANCELLED' ELSE 'CONFIRMED' END;
  UPDATE bookings SET status = new_status, cancelled_at = CASE WHEN kept_tickets = 0 THEN clock_timestamp() END,
      fee_minor = coalesce(fee_minor, 0) + p_fee, refund_minor = coalesce(refund_minor, 0) + price - p_fee
    WHERE id = p_booking AND status = 'CONFIRMED' RETURNING * INTO booking;
  IF NOT FOUND THEN RAISE EXCEPTION 'booking % is not confirmed', p_booking; END IF;

  INSERT INTO refunds (id, booking_id, attempt, amount_minor, reason)
  SELECT gen_random_uuid()::text, p.booking_id, p.attempt, price - p_fee,
    CASE WHEN p_show IS NOT NULL THEN 'show_cancelled' WHEN kept_tickets = 0 THEN 'cancelled' ELSE 'seats_cancelled' END
  FROM payments p WHERE p.booking_id = p_booking AND p.captured_minor > 0 AND price > p_fee;
  detail := jsonb_build_object('tickets', to_jsonb(p_tickets), 'feeMinor', p_fee, 'refundMinor', price - p_fee);
  -- A booking that keeps tickets stays what it is; that some of it was cancelled is audited like a transition.
  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason, detail)
    VALUES (p_booking, 'CONFIRMED', new_status, p_actor, CASE WHEN p_show IS NOT NULL THEN p_show
      WHEN kept_tickets = 0 THEN 'cancelled by the buyer' ELSE 'tickets cancelled by the buyer' END, detail);
  RETURN give_tickets_back(p_booking, booking.schedule_id, p_tickets) || jsonb_build_object('cancelled', detail
    || jsonb_build_object('code', booking.code, 'status', new_status, 'currency', booking.currency,
      'scheduleId', booking.schedule_id));
END $$;

-- Cancels tickets of the locked booking for its buyer. p_untils and p_fees are their cancellation schedule in time order: the
-- first step that is still ahead by the database's clock names the fee, past the last one it is too late. p_whole: the wish is
-- for all there is; where that is no longer p_tickets, the fees are not for it ("BOOKING_CHANGED": read and ask again).
-- p_most_fee: what the buyer was told; never is more kept without asking again. NULL = whatever it is.
-- A ticket that admitted somebody is not given back; the others of its booking are. A cancelled show costs nobody a fee.
-- Answers {"cancelled": {code, status, feeMinor, refundMinor, …}, "changed": […], "changed_areas": […]}, {"replayed": …} or
-- {"refusal": …}.
CREATE FUNCTION cancel_booking(
  p_buyer text, p_session text, p_code text, p_key text, p_body_hash text, p_untils timestamptz[], p_fees integer[],
  p_tickets text[], p_whole boolean, p_most_fee integer
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  booking bookings%ROWTYPE;
  judged_at timestamptz := clock_timestamp();
  fee integer := 0;
  missing text[];
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := earlier_answer(p_buyer, 'cancel', p_key, p_body_hash);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO booking FROM bookings WHERE code = p_code AND buyer_id = p_buyer;
  IF NOT FOUND THEN RETURN '{"refusal": "BOOKING_NOT_FOUND"}'; END IF;
  IF booking.status = 'CANCELLED' THEN RETURN '{"refusal": "ALREADY_CANCELLED"}'; END IF;

  IF booking.status = 'PENDING' AND p_whole THEN
    UPDATE bookings SET fee_minor = 0, refund_minor = 0 WHERE id = booking.id;
    said := end_claim(booking.id, 'CANCELLED', p_buyer, 'given up by the buyer') || jsonb_build_object('cancelled',
      jsonb_build_object('code', booking.code, 'status', 'CANCELLED', 'feeMinor', 0, 'refundMinor', 0,
        'currency', booking.currency, 'scheduleId', booking.schedule_id));
  ELSIF booking.status <> 'CONFIRMED' THEN
    RETURN jsonb_build_object('refusal', 'BOOKING_NOT_CANCELLABLE', 'status', booking.status);
  ELSE
    SELECT array_agg(wanted.ticket) INTO missing FROM unnest(p_tickets) AS wanted(ticket)
      WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.booking_id = booking.id AND t.ticket = wanted.ticket AND t.admits);
    IF p_whole AND (missing IS NOT NULL OR cardinality(p_tickets) <>
        (SELECT count(*) FROM tickets t WHERE t.booking_id = booking.id AND t.admits)) THEN
      RETURN '{"refusal": "BOOKING_CHANGED"}';
    END IF;
    IF missing IS NOT NULL OR cardinality(p_tickets) = 0 THEN
      RETURN jsonb_build_object('refusal', 'NOT_IN_BOOKING', 'tickets', coalesce(to_jsonb(missing), '[]'));
    END IF;
    IF EXISTS (SELECT 1 FROM check_ins c
        WHERE c.booking_id = booking.id AND c.verdict = 'ADMITTED' AND c.ticket = ANY (p_tickets)) THEN
      RETURN '{"refusal": "TICKETS_USED"}';
    END IF;
    IF NOT is_show_cancelled(booking.schedule_id) THEN
      SELECT step.fee INTO fee FROM unnest(p_untils, p_fees) WITH ORDINALITY AS step(until, fee, nth)
        WHERE judged_at < step.until ORDER BY step.nth LIMIT 1;
      IF NOT FOUND THEN
        RETURN jsonb_build_object('refusal', 'CANCELLATION_DEADLINE_PASSED', 'at', p_untils[cardinality(p_untils)]);
      END IF;
    END IF;
    IF fee > p_most_fee THEN
      RETURN jsonb_build_object('refusal', 'CANCELLATION_FEE_CHANGED', 'feeMinor', fee, 'currency', booking.currency);
    END IF;
    said := cancel_tickets(booking.id, p_tickets, fee, p_buyer, NULL);
  END IF;
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'cancel', p_key, p_body_hash, said -> 'cancelled');
  RETURN said;
END $$;
