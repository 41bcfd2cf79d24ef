-- CreateTable
CREATE TABLE "show_cancellations" (
    "schedule_id" TEXT NOT NULL,
    "cancelled_by" TEXT NOT NULL,
    "bookings_total" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "show_cancellations_pkey" PRIMARY KEY ("schedule_id")
);

-- AddForeignKey
ALTER TABLE "show_cancellations" ADD CONSTRAINT "show_cancellations_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A cancelled show: from one instant on nothing more is sold, and a job that any instance may go on with gives every booking
-- back in full and blocks every seat. What is under way at that instant may still commit, for nobody locks out the sale to cancel:
-- the job looks again until every such transaction must be over.

-- What the job has still to do; next to nothing of all shows.
CREATE INDEX "show_cancellations_open" ON "show_cancellations" ("lease_until") WHERE "done_at" IS NULL;

-- The rules of the sale are asked only for a show that takes place.
ALTER FUNCTION booking_refusal(text, text, integer[], integer[], integer[], timestamptz) RENAME TO rules_refusal;

-- Judges a booking of seats and of places in standing areas; NULL when it may be made. Seats and areas are locked by the caller.
CREATE FUNCTION booking_refusal(
  p_buyer text, p_schedule text, p_places integer[], p_areas integer[], p_quantities integer[], p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF is_show_cancelled(p_schedule) THEN RETURN '{"refusal": "SHOW_CANCELLED"}'; END IF;
  RETURN rules_refusal(p_buyer, p_schedule, p_places, p_areas, p_quantities, p_now);
END $$;

ALTER FUNCTION set_seat_status(text, integer[], seat_status) RENAME TO write_seat_status;

-- Gives seats a new status and epoch, and writes what must be told of it to the outbox; of a cancelled show no seat becomes
-- available, whoever gives it back. Returns [[place, status, epoch], …]. The seats are locked by the caller.
CREATE FUNCTION set_seat_status(p_schedule text, p_places integer[], p_status seat_status) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  IF p_status = 'available' AND is_show_cancelled(p_schedule) THEN p_status := 'withheld'; END IF;
  RETURN write_seat_status(p_schedule, p_places, p_status);
END $$;

-- Whether an account may manage a schedule: its event's organizer, any operator.
CREATE FUNCTION may_manage(p_account text, p_schedule text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM schedules s JOIN events e ON e.id = s.event_id JOIN users u ON u.id = p_account
    WHERE s.id = p_schedule AND u.deleted_at IS NULL
      AND (u.role = 'operator' OR (u.role = 'organizer' AND e.organizer_id = u.id)))
$$;

-- Calls a show off: from now on it sells nothing, nobody stands by or waits for it, and the job has its bookings to cancel.
-- p_reason is what people are told, or NULL. Cancelling a cancelled show changes nothing. The schedule is locked by the caller.
-- Answers {"cancelled": true, "fresh": whether it was not before} or {"refusal": …}.
CREATE FUNCTION cancel_show(p_account text, p_session text, p_schedule text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  sale schedules%ROWTYPE;
  live_bookings integer;
BEGIN
  said := session_refusal(p_account, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO sale FROM schedules WHERE id = p_schedule;
  IF NOT FOUND THEN RETURN '{"refusal": "SCHEDULE_NOT_FOUND"}'; END IF;
  IF NOT may_manage(p_account, p_schedule) THEN RETURN '{"refusal": "NOT_ALLOWED"}'; END IF;
  IF sale.cancelled_at IS NOT NULL THEN RETURN '{"cancelled": true, "fresh": false}'; END IF;
  IF clock_timestamp() >= sale.ends_at THEN RETURN '{"refusal": "SHOW_OVER"}'; END IF;

  UPDATE schedules SET cancelled_at = clock_timestamp(), cancelled_reason = p_reason WHERE id = p_schedule;
  SELECT count(*) INTO live_bookings FROM bookings
    WHERE schedule_id = p_schedule AND status IN ('PENDING', 'CAPTURING', 'CONFIRMED');
  INSERT INTO show_cancellations (schedule_id, cancelled_by, bookings_total) VALUES (p_schedule, p_account, live_bookings);
  PERFORM end_lines(p_schedule);
  RETURN '{"cancelled": true, "fresh": true}';
END $$;

-- Nobody stands by or waits any more for a show that does not take place.
CREATE FUNCTION end_lines(p_schedule text) RETURNS void
LANGUAGE sql AS $$
  UPDATE standby_entries SET state = 'left', ended_at = clock_timestamp()
    WHERE schedule_id = p_schedule AND state IN ('waiting', 'offered');
  DELETE FROM waiting_rooms WHERE schedule_id = p_schedule;
$$;

-- Takes up a cancelled show whose bookings or seats are not done with, for so many seconds; whoever dies with it leaves it to the
-- next. Returns its schedule, or NULL when there is nothing to do.
CREATE FUNCTION take_cancelled_show(p_seconds float8) RETURNS text
LANGUAGE sql AS $$
  UPDATE show_cancellations SET lease_until = clock_timestamp() + p_seconds * interval '1 second'
  WHERE schedule_id = (
    SELECT schedule_id FROM show_cancellations WHERE done_at IS NULL AND lease_until <= clock_timestamp()
    ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING schedule_id
$$;

-- Blocks the next so many free seats of a cancelled show; those somebody books in this moment are left for another time.
-- Returns [[place, status, epoch], …].
CREATE FUNCTION withhold_free_seats(p_schedule text, p_most integer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  free integer[];
BEGIN
  SELECT array_agg(place) INTO free FROM (
    SELECT place FROM seats WHERE schedule_id = p_schedule AND status = 'available'
    ORDER BY place LIMIT p_most FOR UPDATE SKIP LOCKED) locked;
  RETURN set_seat_status(p_schedule, free, 'withheld');
END $$;

-- Cancels the locked booking because its show is: in full, without a fee, whoever was let in already. What is being captured is
-- left until that is settled. Answers as cancel_tickets does, or {"refusal": …} where there is nothing to cancel.
CREATE FUNCTION cancel_booking_of_show(p_booking text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  organizer text;
  why text;
  had text[];
BEGIN
  SELECT * INTO booking FROM bookings WHERE id = p_booking;
  SELECT c.cancelled_by, 'show cancelled' || coalesce(': ' || s.cancelled_reason, '') INTO organizer, why
    FROM show_cancellations c JOIN schedules s ON s.id = c.schedule_id WHERE c.schedule_id = booking.schedule_id;
  IF NOT FOUND OR booking.status NOT IN ('PENDING', 'CONFIRMED') THEN
    RETURN '{"refusal": "BOOKING_NOT_CANCELLABLE"}';
  END IF;
  IF booking.status = 'PENDING' THEN
    UPDATE bookings SET fee_minor = 0, refund_minor = 0 WHERE id = p_booking;
    RETURN end_claim(p_booking, 'CANCELLED', organizer, why);
  END IF;
  SELECT array_agg(t.ticket) INTO had FROM tickets t WHERE t.booking_id = p_booking AND t.admits;
  RETURN cancel_tickets(p_booking, had, 0, organizer, why);
END $$;

-- Notes that a cancelled show is done with, if it is: no live booking, no free seat, and so many seconds gone since, so that
-- nothing that began before can still commit. Returns whether it is done.
CREATE FUNCTION end_show_cancellation(p_schedule text, p_seconds float8) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_lines(p_schedule);
  UPDATE show_cancellations c SET done_at = clock_timestamp() FROM schedules s
    WHERE c.schedule_id = p_schedule AND c.done_at IS NULL AND s.id = p_schedule
      AND s.cancelled_at < clock_timestamp() - p_seconds * interval '1 second'
      AND NOT EXISTS (SELECT 1 FROM bookings b
        WHERE b.schedule_id = p_schedule AND b.status IN ('PENDING', 'CAPTURING', 'CONFIRMED'))
      AND NOT EXISTS (SELECT 1 FROM seats WHERE schedule_id = p_schedule AND status = 'available');
  RETURN EXISTS (SELECT 1 FROM show_cancellations WHERE schedule_id = p_schedule AND done_at IS NOT NULL);
END $$;
