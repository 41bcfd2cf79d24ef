-- Purchases: claim (PENDING), take the money (CAPTURING), confirm; or give the seats back. Locks are taken in the order
-- buyer → booking → areas → seats → payments, each in a statement of its own before those that judge: in READ COMMITTED
-- every statement of a VOLATILE function sees what the locks before it waited for. No connection waits for a provider: what
-- it said is brought in afterwards, by settle_payment alone, whoever heard it.

-- Which status may follow which; the same table as lib/domain/booking-states, which a test compares.
CREATE FUNCTION booking_may_become(p_from booking_status, p_to booking_status) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_from::text, p_to::text) IN (VALUES
    ('PENDING', 'CAPTURING'), ('PENDING', 'CANCELLED'), ('PENDING', 'EXPIRED'),
    ('CAPTURING', 'CONFIRMED'), ('CAPTURING', 'PENDING'),
    ('CONFIRMED', 'CANCELLED'),
    ('EXPIRED', 'CAPTURING'))
$$;

-- Moves a locked booking on and writes its audit row; raises where the table does not let it, or where it is not in the
-- status it is to leave.
CREATE FUNCTION move_booking(p_booking text, p_from booking_status, p_to booking_status, p_actor text, p_reason text)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT booking_may_become(p_from, p_to) THEN RAISE EXCEPTION 'no booking goes from % to %', p_from, p_to; END IF;
  UPDATE bookings SET status = p_to,
      confirmed_at = CASE WHEN p_to = 'CONFIRMED' THEN clock_timestamp() ELSE confirmed_at END,
      cancelled_at = CASE WHEN p_to = 'CANCELLED' THEN clock_timestamp() ELSE cancelled_at END
    WHERE id = p_booking AND status = p_from;
  IF NOT FOUND THEN RAISE EXCEPTION 'booking % is not %', p_booking, p_from; END IF;
  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason)
    VALUES (p_booking, p_from, p_to, p_actor, p_reason);
END $$;

-- Locks a booking with all that changes with it: buyer, booking, areas, seats. Without p_wait, false at once where somebody
-- else is at its buyer or at it.
CREATE FUNCTION lock_booking(p_booking text, p_wait boolean DEFAULT true) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF p_wait THEN
    PERFORM 1 FROM users WHERE id = (SELECT buyer_id FROM bookings WHERE id = p_booking) FOR UPDATE;
    PERFORM 1 FROM bookings WHERE id = p_booking FOR UPDATE;
  ELSE
    PERFORM 1 FROM users WHERE id = (SELECT buyer_id FROM bookings WHERE id = p_booking) FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM 1 FROM bookings WHERE id = p_booking FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN false; END IF;
  END IF;
  PERFORM 1 FROM standing_areas a
    WHERE (a.schedule_id, a.area) IN (SELECT schedule_id, area FROM booking_areas WHERE booking_id = p_booking)
    ORDER BY a.schedule_id, a.area FOR UPDATE;
  PERFORM 1 FROM seats s
    WHERE (s.schedule_id, s.place) IN (SELECT schedule_id, place FROM booking_seats WHERE booking_id = p_booking)
    ORDER BY s.schedule_id, s.place FOR UPDATE;
  RETURN true;
END $$;

-- The places of a booking, live or not.
CREATE FUNCTION places_of_booking(p_booking text) RETURNS integer[]
LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM booking_seats WHERE booking_id = p_booking
$$;

-- How many places of which standing areas a booking has: [{"area", "quantity"}, …].
CREATE FUNCTION areas_of_booking(p_booking text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('area', area, 'quantity', quantity) ORDER BY area), '[]')
  FROM (SELECT area, count(*) AS quantity FROM booking_areas WHERE booking_id = p_booking GROUP BY area) had
$$;

-- Books the locked seats and places of the locked areas for the locked buyer. Confirmed at once where there is nothing to
-- pay; else claimed: PENDING until it is paid, for so long as the sale gives for it, with its first payment to be started.
-- Answers {"booked": {bookingId, code, status}, "changed": […], "changed_areas": […]}, {"replayed": first answer} or
-- {"refusal": …}.
CREATE OR REPLACE FUNCTION confirm_booking(
  p_buyer text, p_session text, p_schedule text, p_places integer[], p_areas integer[], p_quantities integer[],
  p_key text, p_body_hash text, p_booking text, p_code text, p_payment_method text
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  judged_at timestamptz := clock_timestamp();
  total integer;
  new_status booking_status := 'CONFIRMED';
  answer jsonb;
  changed jsonb;
  changed_areas jsonb := '[]';
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := earlier_answer(p_buyer, 'book', p_key, p_body_hash);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := booking_refusal(p_buyer, p_schedule, p_places, p_areas, p_quantities, judged_at);
  IF said IS NOT NULL THEN RETURN said; END IF;

  total := price_of(p_schedule, p_places, p_areas, p_quantities);
  IF p_payment_method <> 'none' AND total > 0 THEN new_status := 'PENDING'; END IF;
  INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at,
    confirmed_at, expires_at)
  SELECT p_booking, p_code, p_schedule, p_buyer, new_status, p_payment_method, total, currency, judged_at,
    CASE WHEN new_status = 'CONFIRMED' THEN judged_at END,
    CASE WHEN new_status = 'PENDING' THEN judged_at + make_interval(secs => payment_seconds) END
  FROM schedules WHERE id = p_schedule;
  INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live)
  SELECT p_booking, s.schedule_id, s.place, g.name, g.price_minor, true
  FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places);
  changed := set_seat_status(p_schedule, p_places,
    CASE WHEN new_status = 'PENDING' THEN 'claimed' ELSE 'sold' END::seat_status);
  IF cardinality(p_areas) > 0 THEN
    changed_areas := take_area_places(p_booking, p_schedule, p_areas, p_quantities);
    IF new_status = 'CONFIRMED' THEN PERFORM number_entries(p_booking); END IF;
  END IF;

  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason) VALUES (p_booking, NULL, new_status, p_buyer,
    CASE WHEN new_status = 'PENDING' THEN 'claimed' ELSE 'booked' END);
  IF new_status = 'PENDING' THEN PERFORM add_payment(p_booking); END IF;
  answer := jsonb_build_object('bookingId', p_booking, 'code', p_code, 'status', new_status);
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'book', p_key, p_body_hash, answer);
  RETURN jsonb_build_object('booked', answer, 'changed', changed, 'changed_areas', changed_areas);
END $$;

-- Writes down the next attempt to pay for a locked booking; the provider has heard nothing of it yet. The words that the
-- buyer will read there are kept: asking again must say the same.
CREATE FUNCTION add_payment(p_booking text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO payments (booking_id, attempt, provider, merchant_id, merchant_name, description, amount_minor, currency)
  SELECT b.id, 1 + (SELECT count(*) FROM payments p WHERE p.booking_id = b.id), b.payment_method, e.organizer_id,
    organizer.name, CASE WHEN buyer.locale = 'en' THEN e.title_en ELSE e.title_ko END || ' · ' || b.code,
    b.total_minor, b.currency
  FROM bookings b JOIN schedules s ON s.id = b.schedule_id JOIN events e ON e.id = s.event_id
    JOIN users organizer ON organizer.id = e.organizer_id JOIN users buyer ON buyer.id = b.buyer_id
  WHERE b.id = p_booking
$$;

-- Starts another attempt to pay for a buyer's booking, where the one before has come to nothing and the claim still stands;
-- else it changes nothing: one that is open goes on. Answers {"bookingId"} or {"refusal": …}.
CREATE FUNCTION start_payment(p_buyer text, p_session text, p_code text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  booking bookings%ROWTYPE;
BEGIN
  PERFORM 1 FROM users WHERE id = p_buyer FOR UPDATE;
  PERFORM 1 FROM bookings WHERE code = p_code AND buyer_id = p_buyer FOR UPDATE;
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO booking FROM bookings WHERE code = p_code AND buyer_id = p_buyer;
  IF NOT FOUND THEN RETURN '{"refusal": "BOOKING_NOT_FOUND"}'; END IF;
  IF NOT EXISTS (SELECT 1 FROM payments WHERE booking_id = booking.id) THEN
    RETURN '{"refusal": "NOTHING_TO_PAY"}';
  END IF;
  IF booking.status = 'PENDING' AND booking.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT 1 FROM payments WHERE booking_id = booking.id AND settled_at IS NULL) THEN
    PERFORM add_payment(booking.id);
  END IF;
  RETURN jsonb_build_object('bookingId', booking.id);
END $$;

-- Ends a locked claim: its seats and places are free again.
-- Answers {"scheduleId", "changed": […], "changed_areas": […]}.
CREATE FUNCTION end_claim(p_booking text, p_to booking_status, p_actor text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  schedule text := (SELECT schedule_id FROM bookings WHERE id = p_booking);
BEGIN
  PERFORM move_booking(p_booking, 'PENDING', p_to, p_actor, p_reason);
  UPDATE booking_seats SET live = false WHERE booking_id = p_booking AND live;
  RETURN jsonb_build_object('scheduleId', schedule,
    'changed', set_seat_status(schedule, places_of_booking(p_booking), 'available'),
    'changed_areas', give_area_places_back(p_booking, schedule));
END $$;

-- Expires a claim that was not paid in time: PENDING → EXPIRED. A few seconds are left to what was approved in the last
-- moment. Answers like end_claim; NULL where there is nothing to do or somebody else is at it.
CREATE FUNCTION expire_booking(p_booking text) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT lock_booking(p_booking, false) THEN RETURN NULL; END IF;
  PERFORM 1 FROM bookings
    WHERE id = p_booking AND status = 'PENDING' AND expires_at + interval '3 seconds' <= clock_timestamp();
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN end_claim(p_booking, 'EXPIRED', NULL, 'not paid in time');
END $$;

-- Gives a buyer's own unpaid booking up: PENDING → CANCELLED, without fee; a payment that is open is let go of afterwards.
-- Answers like end_claim, {"already": true} where it had ended, or {"refusal": …}.
CREATE FUNCTION abandon_booking(p_buyer text, p_session text, p_code text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  booking bookings%ROWTYPE;
BEGIN
  PERFORM lock_booking((SELECT id FROM bookings WHERE code = p_code AND buyer_id = p_buyer));
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO booking FROM bookings WHERE code = p_code AND buyer_id = p_buyer;
  IF NOT FOUND THEN RETURN '{"refusal": "BOOKING_NOT_FOUND"}'; END IF;
  IF booking.status IN ('CANCELLED', 'EXPIRED') THEN RETURN '{"already": true}'; END IF;
  IF booking.status <> 'PENDING' THEN
    RETURN jsonb_build_object('refusal', 'BOOKING_NOT_CANCELLABLE', 'status', booking.status);
  END IF;
  UPDATE bookings SET fee_minor = 0, refund_minor = 0 WHERE id = booking.id;
  RETURN end_claim(booking.id, 'CANCELLED', p_buyer, 'given up by the buyer');
END $$;

-- Claims a locked booking's seats and places once more, because its money came too late: EXPIRED → CAPTURING. Only where
-- all of them are free still and the rules of the sale allow it now. Answers like end_claim; NULL where it may not be.
CREATE FUNCTION reclaim_booking(p_booking text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  places integer[] := places_of_booking(p_booking);
  areas integer[];
  quantities integer[];
BEGIN
  SELECT * INTO booking FROM bookings WHERE id = p_booking;
  SELECT coalesce(array_agg(area ORDER BY area), '{}'), coalesce(array_agg(quantity ORDER BY area), '{}')
    INTO areas, quantities
    FROM (SELECT area, count(*)::integer AS quantity FROM booking_areas WHERE booking_id = p_booking GROUP BY area) had;
  IF booking_refusal(booking.buyer_id, booking.schedule_id, places, areas, quantities, clock_timestamp()) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  PERFORM move_booking(p_booking, 'EXPIRED', 'CAPTURING', NULL, 'approved late, claimed again');
  UPDATE booking_seats SET live = true WHERE booking_id = p_booking;
  UPDATE booking_areas SET live = true WHERE booking_id = p_booking;
  UPDATE standing_areas a SET live = a.live + had.quantity, epoch = a.epoch + 1
    FROM unnest(areas, quantities) AS had(area, quantity)
    WHERE a.schedule_id = booking.schedule_id AND a.area = had.area;
  RETURN jsonb_build_object('scheduleId', booking.schedule_id,
    'changed', set_seat_status(booking.schedule_id, places, 'claimed'),
    'changed_areas', tell_areas(booking.schedule_id, areas));
END $$;

-- Brings in what a provider said of a payment, moves the booking by it, and says what is to be asked of the provider next.
-- The one way in which a payment and its booking go on, for page, webhook and reconciler alike; a word that is late or comes
-- twice changes nothing. p_state 'starting': nothing was heard yet.
--
--   payment ↓ booking →  PENDING           CAPTURING   EXPIRED                        CANCELLED, CONFIRMED
--   starting             ask               –           settled: nobody saw its page   settled
--   requires_approval    wait              wait        void                           void
--   authorized           → CAPTURING,      capture     reclaim → CAPTURING, capture;  void
--                        capture                       else void
--   captured             → CAPTURING       → CONFIRMED reclaim → CONFIRMED;           refund
--                        → CONFIRMED                   else refund
--   declined, expired,   settled           → PENDING   settled                        settled
--   voided
--
-- Answers {"next": "ask" | "wait" | "capture" | "void" | "done", "scheduleId", "changed": […], "changed_areas": […]}.
CREATE FUNCTION settle_payment(
  p_booking text, p_attempt integer, p_payment_id text, p_state payment_state, p_approval_url text, p_decline_reason text
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  payment payments%ROWTYPE;
  stands payment_state;
  reclaimed jsonb;
  next_step text := 'done';
  changed jsonb := '[]';
  changed_areas jsonb := '[]';
BEGIN
  -- The usual word while a buyer is at the provider's page; it moves nothing, so it waits for nobody.
  IF p_state = 'requires_approval' THEN
    UPDATE payments p SET payment_id = p_payment_id, state = p_state, approval_url = p_approval_url
      FROM bookings b WHERE p.booking_id = p_booking AND p.attempt = p_attempt AND p.settled_at IS NULL
        AND p.state IN ('starting', 'requires_approval') AND b.id = p_booking AND b.status = 'PENDING';
    IF FOUND THEN RETURN '{"next": "wait", "changed": [], "changed_areas": []}'; END IF;
  END IF;

  PERFORM lock_booking(p_booking);
  SELECT * INTO booking FROM bookings WHERE id = p_booking;
  SELECT * INTO payment FROM payments WHERE booking_id = p_booking AND attempt = p_attempt FOR UPDATE;
  IF payment.booking_id IS NULL OR payment.settled_at IS NOT NULL THEN
    RETURN '{"next": "done", "changed": [], "changed_areas": []}';
  END IF;
  -- Forward only: a word that was overtaken does not count. The values of the type stand in their order.
  stands := greatest(payment.state, p_state);

  IF stands IN ('authorized', 'captured') THEN
    IF booking.status = 'PENDING' THEN
      PERFORM move_booking(p_booking, 'PENDING', 'CAPTURING', NULL, 'approved');
      booking.status := 'CAPTURING';
    ELSIF booking.status = 'EXPIRED' THEN
      reclaimed := reclaim_booking(p_booking);
      IF reclaimed IS NOT NULL THEN
        booking.status := 'CAPTURING';
        changed := reclaimed -> 'changed';
        changed_areas := reclaimed -> 'changed_areas';
      END IF;
    END IF;
  END IF;

  IF stands = 'starting' AND booking.status = 'PENDING' THEN
    next_step := 'ask';
  ELSIF stands = 'starting' THEN
    stands := 'voided';
  ELSIF stands = 'requires_approval' THEN
    next_step := CASE WHEN booking.status IN ('PENDING', 'CAPTURING') THEN 'wait' ELSE 'void' END;
  ELSIF stands = 'authorized' THEN
    next_step := CASE WHEN booking.status = 'CAPTURING' THEN 'capture' ELSE 'void' END;
  ELSIF stands = 'captured' AND booking.status = 'CAPTURING' THEN
    PERFORM move_booking(p_booking, 'CAPTURING', 'CONFIRMED', NULL, 'paid');
    changed := changed || set_seat_status(booking.schedule_id, places_of_booking(p_booking), 'sold');
    PERFORM number_entries(p_booking);
  ELSIF stands <> 'captured' AND booking.status = 'CAPTURING' THEN
    PERFORM move_booking(p_booking, 'CAPTURING', 'PENDING', NULL, 'declined');
  END IF;

  UPDATE payments SET payment_id = coalesce(p_payment_id, payment.payment_id), state = stands,
    captured_minor = CASE WHEN stands = 'captured' THEN amount_minor ELSE 0 END,
    approval_url = CASE WHEN stands = 'requires_approval' THEN coalesce(p_approval_url, payment.approval_url) END,
    decline_reason = p_decline_reason,
    settled_at = CASE WHEN next_step = 'done' THEN clock_timestamp() END
    WHERE booking_id = p_booking AND attempt = p_attempt;
  -- Captured without a booking: all of it goes back.
  IF stands = 'captured' AND booking.status <> 'CAPTURING' THEN
    INSERT INTO refunds (id, booking_id, attempt, amount_minor, reason)
      VALUES (gen_random_uuid()::text, p_booking, p_attempt, payment.amount_minor, 'late_capture');
  END IF;
  RETURN jsonb_build_object('next', next_step, 'scheduleId', booking.schedule_id, 'changed', changed,
    'changed_areas', changed_areas);
END $$;
