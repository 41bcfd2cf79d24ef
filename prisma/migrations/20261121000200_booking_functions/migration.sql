-- The deciding half of a booking transaction. The rows are locked by the statements before it (buyer, then booking,
-- then seats in order of their place), so every statement in here sees what the locks waited for: in READ COMMITTED
-- each statement of a VOLATILE function takes a fresh snapshot. Never merge the locking into these functions'
-- judging statements: a statement that waits for a lock judges by a snapshot older than its wait.
--
-- A refusal is data ({"refusal": CODE, …}) and writes nothing. Time is clock_timestamp(), read after the locks.

-- How many live seats a buyer has on a schedule.
CREATE FUNCTION live_seats_of_buyer(p_buyer text, p_schedule text) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM bookings b JOIN booking_seats bs ON bs.booking_id = b.id
  WHERE b.buyer_id = p_buyer AND b.schedule_id = p_schedule AND bs.live
$$;

-- The first answer given under an idempotency key, or the refusal of its second use; NULL when the key is new.
CREATE FUNCTION earlier_answer(p_buyer text, p_operation text, p_key text, p_body_hash text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN k.body_hash = p_body_hash
    THEN jsonb_build_object('replayed', k.answer)
    ELSE jsonb_build_object('refusal', 'IDEMPOTENCY_KEY_REUSED') END
  FROM idempotency_keys k WHERE k.buyer_id = p_buyer AND k.operation = p_operation AND k.key = p_key
$$;

-- Why this account may not act with this session; NULL when it may. An API key has no session (p_session NULL).
CREATE FUNCTION session_refusal(p_buyer text, p_session text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN u.id IS NULL OR u.deleted_at IS NOT NULL THEN '{"refusal": "NOT_SIGNED_IN"}'::jsonb
    WHEN p_session IS NOT NULL AND u.current_session_id IS DISTINCT FROM p_session
      THEN '{"refusal": "SESSION_SUPERSEDED"}'::jsonb
  END
  FROM (SELECT p_buyer AS id) asked LEFT JOIN users u ON u.id = asked.id
$$;

-- Judges a booking by the rules of the sale; NULL when it may be made. The seats are locked by the caller.
CREATE FUNCTION booking_refusal(p_buyer text, p_schedule text, p_places integer[], p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  sale schedules%ROWTYPE;
  taken jsonb;
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

  already := live_seats_of_buyer(p_buyer, p_schedule);
  IF already + cardinality(p_places) > sale.seat_limit THEN
    RETURN jsonb_build_object('refusal', 'SEAT_LIMIT_EXCEEDED', 'limit', sale.seat_limit, 'already', already);
  END IF;

  SELECT e.seat_limit INTO event_limit FROM events e WHERE e.id = sale.event_id;
  IF event_limit IS NOT NULL THEN
    SELECT count(*) INTO already FROM bookings b
      JOIN schedules s ON s.id = b.schedule_id JOIN booking_seats bs ON bs.booking_id = b.id
      WHERE b.buyer_id = p_buyer AND s.event_id = sale.event_id AND bs.live;
    IF already + cardinality(p_places) > event_limit THEN
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

-- Gives seats a new status and epoch, and writes what must be told of it to the outbox.
-- Returns [[place, status, epoch], …]. The seats are locked by the caller.
CREATE FUNCTION set_seat_status(p_schedule text, p_places integer[], p_status seat_status) RETURNS jsonb
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
  INSERT INTO outbox (schedule_id, kind, payload)
    VALUES (p_schedule, 'seat_base', jsonb_build_object('seats', changed));
  RETURN changed;
END $$;

-- Books the locked seats for the locked buyer, confirmed at once (nothing to pay).
-- Answers {"booked": {bookingId, code, status}, "changed": […]}, {"replayed": first answer} or {"refusal": …}.
CREATE FUNCTION confirm_booking(
  p_buyer text, p_session text, p_schedule text, p_places integer[], p_key text, p_body_hash text,
  p_booking text, p_code text, p_payment_method text
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  judged_at timestamptz := clock_timestamp();
  answer jsonb;
  changed jsonb;
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := earlier_answer(p_buyer, 'book', p_key, p_body_hash);
  IF said IS NOT NULL THEN RETURN said; END IF;
  said := booking_refusal(p_buyer, p_schedule, p_places, judged_at);
  IF said IS NOT NULL THEN RETURN said; END IF;

  INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
  SELECT p_booking, p_code, p_schedule, p_buyer, 'CONFIRMED', p_payment_method, sum(g.price_minor), sc.currency,
    judged_at, judged_at
  FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
    JOIN schedules sc ON sc.id = s.schedule_id
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places) GROUP BY sc.currency;

  INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live)
  SELECT p_booking, s.schedule_id, s.place, g.name, g.price_minor, true
  FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places);

  changed := set_seat_status(p_schedule, p_places, 'sold');
  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason)
    VALUES (p_booking, NULL, 'CONFIRMED', p_buyer, 'booked');
  answer := jsonb_build_object('bookingId', p_booking, 'code', p_code, 'status', 'CONFIRMED');
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'book', p_key, p_body_hash, answer);
  RETURN jsonb_build_object('booked', answer, 'changed', changed);
END $$;

-- Cancels the locked booking. p_untils and p_fees are its cancellation schedule in time order: the first step that
-- is still ahead by the database's clock names the fee, past the last one it is too late.
-- Answers {"cancelled": {code, status, feeMinor, refundMinor}, "changed": […]}, {"replayed": …} or {"refusal": …}.
CREATE FUNCTION cancel_booking(
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
  INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason)
    VALUES (booking.id, 'CONFIRMED', 'CANCELLED', p_buyer, 'cancelled by the buyer');
  answer := jsonb_build_object('code', booking.code, 'status', 'CANCELLED', 'feeMinor', fee,
    'refundMinor', booking.total_minor - fee, 'currency', booking.currency, 'scheduleId', booking.schedule_id);
  INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)
    VALUES (p_buyer, 'cancel', p_key, p_body_hash, answer);
  RETURN jsonb_build_object('cancelled', answer, 'changed', changed);
END $$;

-- Withholds locked seats from the sale, or puts withheld ones back. All or none.
-- Answers {"changed": […]} or {"refusal": …, "seats": [[place, status], …]}.
CREATE FUNCTION set_withheld(p_schedule text, p_places integer[], p_withheld boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  needed seat_status := CASE WHEN p_withheld THEN 'available' ELSE 'withheld' END;
  wrong jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_array(wanted.place, s.status) ORDER BY wanted.place) INTO wrong
  FROM unnest(p_places) AS wanted(place)
  LEFT JOIN seats s ON s.schedule_id = p_schedule AND s.place = wanted.place
  WHERE s.status IS DISTINCT FROM needed;
  IF wrong IS NOT NULL THEN
    RETURN jsonb_build_object('refusal', CASE WHEN p_withheld THEN 'SEATS_TAKEN' ELSE 'SEAT_NOT_WITHHELD' END, 'seats', wrong);
  END IF;
  RETURN jsonb_build_object('changed', set_seat_status(p_schedule, p_places,
    CASE WHEN p_withheld THEN 'withheld' ELSE 'available' END::seat_status));
END $$;
