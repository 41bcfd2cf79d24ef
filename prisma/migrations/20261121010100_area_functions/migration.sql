-- Standing areas in the booking functions. An area's row is locked by the caller before the seats (buyer → booking →
-- area → seats), judged by a later statement, and changed by a conditional update: its live places never exceed its
-- capacity. Entry numbers come from that row alone, when a booking is confirmed: gapless, and never given again.

-- How many live tickets a buyer has on a schedule: seats and places in standing areas.
CREATE FUNCTION live_tickets_of_buyer(p_buyer text, p_schedule text) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT ((SELECT count(*) FROM bookings b JOIN booking_seats bs ON bs.booking_id = b.id
      WHERE b.buyer_id = p_buyer AND b.schedule_id = p_schedule AND bs.live)
    + (SELECT count(*) FROM bookings b JOIN booking_areas ba ON ba.booking_id = b.id
      WHERE b.buyer_id = p_buyer AND b.schedule_id = p_schedule AND ba.live))::integer
$$;

-- How many live tickets a buyer has over all schedules of an event.
CREATE FUNCTION live_tickets_of_buyer_in_event(p_buyer text, p_event text) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(live_tickets_of_buyer(p_buyer, s.id)), 0)::integer FROM schedules s WHERE s.event_id = p_event
$$;

-- Places wanted that standing areas do not have: [[area, places left], …]; NULL when they have them all.
-- An area the schedule does not have has none left. The areas are locked by the caller.
CREATE FUNCTION area_places_missing(p_schedule text, p_areas integer[], p_quantities integer[]) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_agg(jsonb_build_array(wanted.area, coalesce(a.capacity - a.live, 0)) ORDER BY wanted.area)
  FROM unnest(p_areas, p_quantities) AS wanted(area, quantity)
  LEFT JOIN standing_areas a ON a.schedule_id = p_schedule AND a.area = wanted.area
  WHERE a.area IS NULL OR wanted.quantity < 1 OR a.live + wanted.quantity > a.capacity
$$;

-- Writes what must be told of standing areas to the outbox. Returns [[area, capacity, live, epoch], …].
CREATE FUNCTION tell_areas(p_schedule text, p_areas integer[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  told jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_array(area, capacity, live, epoch) ORDER BY area) INTO told
    FROM standing_areas WHERE schedule_id = p_schedule AND area = ANY (p_areas);
  IF told IS NULL THEN RETURN '[]'; END IF;
  INSERT INTO outbox (schedule_id, kind, payload) VALUES (p_schedule, 'area_base', jsonb_build_object('areas', told));
  RETURN told;
END $$;

-- Takes places of locked standing areas for a booking; raises where one has not as many, which was judged before.
-- Returns [[area, capacity, live, epoch], …].
CREATE FUNCTION take_area_places(p_booking text, p_schedule text, p_areas integer[], p_quantities integer[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  moved integer;
BEGIN
  UPDATE standing_areas a SET live = a.live + wanted.quantity, epoch = a.epoch + 1
    FROM unnest(p_areas, p_quantities) AS wanted(area, quantity)
    WHERE a.schedule_id = p_schedule AND a.area = wanted.area AND a.live + wanted.quantity <= a.capacity;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> cardinality(p_areas) THEN RAISE EXCEPTION 'a standing area of % is full', p_schedule; END IF;
  INSERT INTO booking_areas (booking_id, schedule_id, area, nth, grade, price_minor, live)
  SELECT p_booking, a.schedule_id, a.area, nth, g.name, g.price_minor, true
  FROM unnest(p_areas, p_quantities) AS wanted(area, quantity)
    JOIN standing_areas a ON a.schedule_id = p_schedule AND a.area = wanted.area
    JOIN grades g ON g.schedule_id = a.schedule_id AND g.category = a.category,
    generate_series(1, wanted.quantity) AS nth;
  RETURN tell_areas(p_schedule, p_areas);
END $$;

-- What seats and places of standing areas cost together, minor units.
CREATE FUNCTION price_of(p_schedule text, p_places integer[], p_areas integer[], p_quantities integer[]) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT (coalesce((SELECT sum(g.price_minor)
      FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
      WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places)), 0)
    + coalesce((SELECT sum(g.price_minor * wanted.quantity) FROM unnest(p_areas, p_quantities) AS wanted(area, quantity)
      JOIN standing_areas a ON a.schedule_id = p_schedule AND a.area = wanted.area
      JOIN grades g ON g.schedule_id = a.schedule_id AND g.category = a.category), 0))::integer
$$;

-- Gives a confirmed booking's places their entry numbers, from the rows of their areas.
CREATE FUNCTION number_entries(p_booking text) RETURNS void
LANGUAGE sql AS $$
  WITH mine AS (
    SELECT schedule_id, area, count(*)::integer AS places FROM booking_areas
    WHERE booking_id = p_booking AND entry_number IS NULL GROUP BY schedule_id, area
  ), moved AS (
    UPDATE standing_areas a SET next_entry = a.next_entry + mine.places FROM mine
    WHERE a.schedule_id = mine.schedule_id AND a.area = mine.area
    RETURNING a.schedule_id, a.area, a.next_entry - mine.places AS first
  )
  UPDATE booking_areas b SET entry_number = moved.first + b.nth - 1 FROM moved
  WHERE b.booking_id = p_booking AND b.schedule_id = moved.schedule_id AND b.area = moved.area
$$;

-- Gives a booking's live places back to their locked areas; their entry numbers stay used.
-- Returns [[area, capacity, live, epoch], …].
CREATE FUNCTION give_area_places_back(p_booking text, p_schedule text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  areas integer[];
BEGIN
  WITH given AS (
    UPDATE booking_areas SET live = false WHERE booking_id = p_booking AND live RETURNING area
  ), counted AS (
    SELECT area, count(*)::integer AS places FROM given GROUP BY area
  ), moved AS (
    UPDATE standing_areas a SET live = a.live - counted.places, epoch = a.epoch + 1 FROM counted
    WHERE a.schedule_id = p_schedule AND a.area = counted.area RETURNING a.area
  )
  SELECT array_agg(area) INTO areas FROM moved;
  RETURN tell_areas(p_schedule, areas);
END $$;

-- As before, and nothing for no seats: a booking may be of standing areas alone.
CREATE OR REPLACE FUNCTION set_seat_status(p_schedule text, p_places integer[], p_status seat_status) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
BEGIN
  WITH moved AS (
    UPDATE seats SET status = p_status, epoch = epoch + 1
    WHERE schedule_id = p_schedule AND place = ANY (p_places)
    RETURNING place, status, epoch
  )
  SELECT jsonb_agg(jsonb_build_array(place, status, epoch) ORDER BY place) INTO changed FROM moved;
  IF changed IS NULL THEN RETURN '[]'; END IF;
  INSERT INTO outbox (schedule_id, kind, payload)
    VALUES (p_schedule, 'seat_base', jsonb_build_object('seats', changed));
  RETURN changed;
END $$;

DROP FUNCTION confirm_booking(text, text, text, integer[], text, text, text, text, text);
DROP FUNCTION booking_refusal(text, text, integer[], timestamptz);
DROP FUNCTION live_seats_of_buyer(text, text);

-- Judges a booking of seats and of places in standing areas (p_areas[n] as often as p_quantities[n], each area once) by
-- the rules of the sale; NULL when it may be made. Seats and areas are locked by the caller.
CREATE FUNCTION booking_refusal(
  p_buyer text, p_schedule text, p_places integer[], p_areas integer[], p_quantities integer[], p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  sale schedules%ROWTYPE;
  taken jsonb;
  wanted integer := cardinality(p_places) + coalesce((SELECT sum(quantity) FROM unnest(p_quantities) AS quantity), 0);
  already integer;
  event_limit integer;
  conflict record;
BEGIN
  SELECT * INTO sale FROM schedules WHERE id = p_schedule;
  IF NOT FOUND THEN RETURN '{"refusal": "SCHEDULE_NOT_FOUND"}'; END IF;
  IF p_now < sale.sales_open_at THEN
    RETURN jsonb_build_object('refusal', 'SALES_NOT_OPEN', 'at', sale.sales_open_at);
  END IF;
  IF p_now >= sale.sales_close_at THEN
    RETURN jsonb_build_object('refusal', 'SALES_CLOSED', 'at', sale.sales_close_at);
  END IF;

  SELECT jsonb_agg(jsonb_build_array(wanted.place, s.status) ORDER BY wanted.place) INTO taken
  FROM unnest(p_places) AS wanted(place)
  LEFT JOIN seats s ON s.schedule_id = p_schedule AND s.place = wanted.place
  WHERE s.status IS DISTINCT FROM 'available';
  IF taken IS NOT NULL THEN RETURN jsonb_build_object('refusal', 'SEATS_TAKEN', 'seats', taken); END IF;
  taken := area_places_missing(p_schedule, p_areas, p_quantities);
  IF taken IS NOT NULL THEN RETURN jsonb_build_object('refusal', 'NOT_ENOUGH_PLACES', 'areas', taken); END IF;

  already := live_tickets_of_buyer(p_buyer, p_schedule);
  IF already + wanted > sale.seat_limit THEN
    RETURN jsonb_build_object('refusal', 'SEAT_LIMIT_EXCEEDED', 'limit', sale.seat_limit, 'already', already);
  END IF;

  SELECT e.seat_limit INTO event_limit FROM events e WHERE e.id = sale.event_id;
  IF event_limit IS NOT NULL THEN
    already := live_tickets_of_buyer_in_event(p_buyer, sale.event_id);
    IF already + wanted > event_limit THEN
      RETURN jsonb_build_object('refusal', 'EVENT_LIMIT_EXCEEDED', 'limit', event_limit, 'already', already);
    END IF;
  END IF;

  IF NOT sale.allow_overlap THEN
    SELECT e.title_ko, e.title_en, s.starts_at INTO conflict FROM bookings b
      JOIN schedules s ON s.id = b.schedule_id JOIN events e ON e.id = s.event_id
      WHERE b.buyer_id = p_buyer AND b.status IN ('PENDING', 'CAPTURING', 'CONFIRMED') AND s.id <> sale.id
        AND s.starts_at < sale.ends_at AND s.ends_at > sale.starts_at
      LIMIT 1;
    IF FOUND THEN
      RETURN jsonb_build_object('refusal', 'SCHEDULE_CONFLICT', 'title_ko', conflict.title_ko,
        'title_en', conflict.title_en, 'starts_at', conflict.starts_at);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- Books the locked seats and places of the locked areas for the locked buyer, confirmed at once (nothing to pay).
-- Answers {"booked": {bookingId, code, status}, "changed": […], "changed_areas": […]}, {"replayed": first answer} or
-- {"refusal": …}.
CREATE FUNCTION confirm_booking(
  p_buyer text, p_session text, p_schedule text, p_places integer[], p_areas integer[], p_quantities integer[],
  p_key text, p_body_hash text, p_booking text, p_code text, p_payment_method text
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  judged_at timestamptz := clock_timestamp();
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

  INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
  SELECT p_booking, p_code, p_schedule, p_buyer, 'CONFIRMED', p_payment_method,
    price_of(p_schedule, p_places, p_areas, p_quantities), currency, judged_at, judged_at
  FROM schedules WHERE id = p_schedule;
  INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live)
  SELECT p_booking, s.schedule_id, s.place, g.name, g.price_minor, true
  FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places);
  changed := set_seat_status(p_schedule, p_places, 'sold');
  IF cardinality(p_areas) > 0 THEN
    changed_areas := take_area_places(p_booking, p_schedule, p_areas, p_quantities);
    PERFORM number_entries(p_booking);
  END IF;

  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason)
    VALUES (p_booking, NULL, 'CONFIRMED', p_buyer, 'booked');
  answer := jsonb_build_object('bookingId', p_booking, 'code', p_code, 'status', 'CONFIRMED');
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'book', p_key, p_body_hash, answer);
  RETURN jsonb_build_object('booked', answer, 'changed', changed, 'changed_areas', changed_areas);
END $$;

-- Cancels the locked booking. p_untils and p_fees are its cancellation schedule in time order: the first step that
-- is still ahead by the database's clock names the fee, past the last one it is too late.
-- Answers {"cancelled": {code, status, feeMinor, refundMinor}, "changed": […], "changed_areas": […]}, {"replayed": …}
-- or {"refusal": …}.
CREATE OR REPLACE FUNCTION cancel_booking(
  p_buyer text, p_session text, p_code text, p_key text, p_body_hash text, p_untils timestamptz[], p_fees integer[]
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  booking bookings%ROWTYPE;
  judged_at timestamptz := clock_timestamp();
  fee integer;
  places integer[];
  answer jsonb;
  changed jsonb;
  changed_areas jsonb;
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := earlier_answer(p_buyer, 'cancel', p_key, p_body_hash);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO booking FROM bookings WHERE code = p_code AND buyer_id = p_buyer;
  IF NOT FOUND THEN RETURN '{"refusal": "BOOKING_NOT_FOUND"}'; END IF;
  IF booking.status = 'CANCELLED' THEN RETURN '{"refusal": "ALREADY_CANCELLED"}'; END IF;
  IF booking.status <> 'CONFIRMED' THEN
    RETURN jsonb_build_object('refusal', 'BOOKING_NOT_CANCELLABLE', 'status', booking.status);
  END IF;
  SELECT step.fee INTO fee FROM unnest(p_untils, p_fees) WITH ORDINALITY AS step(until, fee, nth)
    WHERE judged_at < step.until ORDER BY step.nth LIMIT 1;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('refusal', 'CANCELLATION_DEADLINE_PASSED', 'at', p_untils[cardinality(p_untils)]);
  END IF;

  UPDATE bookings SET status = 'CANCELLED', cancelled_at = judged_at, fee_minor = fee, refund_minor = total_minor - fee
    WHERE id = booking.id AND status = 'CONFIRMED';
  UPDATE booking_seats SET live = false WHERE booking_id = booking.id AND live;
  SELECT array_agg(place) INTO places FROM booking_seats WHERE booking_id = booking.id;
  changed := set_seat_status(booking.schedule_id, places, 'available');
  changed_areas := give_area_places_back(booking.id, booking.schedule_id);
  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason)
    VALUES (booking.id, 'CONFIRMED', 'CANCELLED', p_buyer, 'cancelled by the buyer');
  answer := jsonb_build_object('code', booking.code, 'status', 'CANCELLED', 'feeMinor', fee,
    'refundMinor', booking.total_minor - fee, 'currency', booking.currency, 'scheduleId', booking.schedule_id);
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'cancel', p_key, p_body_hash, answer);
  RETURN jsonb_build_object('cancelled', answer, 'changed', changed, 'changed_areas', changed_areas);
END $$;
