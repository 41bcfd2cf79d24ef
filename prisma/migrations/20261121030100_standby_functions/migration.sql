-- Standby: the line for seats that are held or sold, and the offers it gets. Locks are taken in the order buyer →
-- booking → area → seats by place → standby entries; the callers lock buyer and seats in statements before these
-- functions', so that each judges on what its locks waited for. Time is clock_timestamp(), read after the locks.
--
-- An offer is its buyer's alone while its state is 'offered' and until 3 s past its end: until then somebody passes it on.
-- A seat that comes free while somebody waits for it is kept for the line for 3 s: time to offer it. In Redis it stays
-- parked longer than that (parking.lua), so nobody gets it there before it may be booked here.

-- Finds what is kept for the line: next to nothing of a hall.
CREATE INDEX seats_kept ON seats (schedule_id) WHERE kept_until IS NOT NULL;

-- Entries whose offer is still in force.
CREATE FUNCTION offers_in_force(p_schedule text, p_now timestamptz) RETURNS SETOF standby_entries
LANGUAGE sql STABLE AS $$
  SELECT * FROM standby_entries
  WHERE schedule_id = p_schedule AND state = 'offered' AND offer_ends_at + interval '3 seconds' > p_now
$$;

-- Those of the places that this buyer may not book now, although they are available: offered to somebody else, or kept
-- for the line. NULL when there are none.
CREATE FUNCTION offered_to_another(p_buyer text, p_schedule text, p_places integer[], p_now timestamptz) RETURNS integer[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(s.place ORDER BY s.place) FROM seats s
  LEFT JOIN offers_in_force(p_schedule, p_now) o ON s.place = ANY (o.offer_places)
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places)
    AND CASE WHEN o.id IS NULL THEN s.kept_until > p_now ELSE o.user_id <> p_buyer END
$$;

-- Those of the places that somebody waits for; NULL when there are none.
CREATE FUNCTION waited_for(p_schedule text, p_places integer[]) RETURNS integer[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(s.place) FROM seats s JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category
  WHERE s.schedule_id = p_schedule AND s.place = ANY (p_places) AND EXISTS (
    SELECT 1 FROM standby_entries e WHERE e.schedule_id = p_schedule AND e.state = 'waiting'
      AND CASE WHEN cardinality(e.places) = 0 THEN g.name = ANY (e.grades) ELSE s.place = ANY (e.places) END)
$$;

-- Keeps available seats for the line for a moment, where somebody waits for them.
CREATE FUNCTION keep_for_the_line(p_schedule text, p_places integer[]) RETURNS void
LANGUAGE sql AS $$
  UPDATE seats SET kept_until = clock_timestamp() + interval '3 seconds'
  WHERE schedule_id = p_schedule AND place = ANY (waited_for(p_schedule, p_places)) AND status = 'available'
$$;

-- As before, and a seat that becomes available is kept for the line where somebody waits for it.
CREATE OR REPLACE FUNCTION set_seat_status(p_schedule text, p_places integer[], p_status seat_status) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
BEGIN
  WITH moved AS (
    UPDATE seats SET status = p_status, epoch = epoch + 1, kept_until = NULL
    WHERE schedule_id = p_schedule AND place = ANY (p_places)
    RETURNING place, status, epoch
  )
  SELECT jsonb_agg(jsonb_build_array(place, status, epoch) ORDER BY place) INTO changed FROM moved;
  IF changed IS NULL THEN RETURN '[]'; END IF;
  IF p_status = 'available' THEN PERFORM keep_for_the_line(p_schedule, p_places); END IF;
  INSERT INTO outbox (schedule_id, kind, payload)
    VALUES (p_schedule, 'seat_base', jsonb_build_object('seats', changed));
  RETURN changed;
END $$;

-- As before, and what is offered to somebody else or kept for the line counts as held by another.
CREATE OR REPLACE FUNCTION booking_refusal(
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
  IF taken IS NULL THEN
    SELECT jsonb_agg(jsonb_build_array(place, 'claimed')) INTO taken
    FROM unnest(offered_to_another(p_buyer, p_schedule, p_places, p_now)) AS place;
  END IF;
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

-- Who books what was offered, or all the seats that were waited for, has had the turn: whatever books them.
CREATE FUNCTION end_served_standby() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE standby_entries e SET state = 'taken', ended_at = clock_timestamp()
  FROM (
    SELECT b.buyer_id, n.schedule_id, array_agg(n.place) AS places
    FROM new_seats n JOIN bookings b ON b.id = n.booking_id GROUP BY b.buyer_id, n.schedule_id
  ) booked
  WHERE e.schedule_id = booked.schedule_id AND e.user_id = booked.buyer_id
    AND (e.state = 'offered' AND e.offer_places && booked.places
      OR e.state = 'waiting' AND cardinality(e.places) > 0 AND e.places <@ booked.places);
  RETURN NULL;
END $$;

CREATE TRIGGER booking_seats_end_standby AFTER INSERT ON booking_seats
  REFERENCING NEW TABLE AS new_seats FOR EACH STATEMENT EXECUTE FUNCTION end_served_standby();

-- Puts a buyer, whose row is locked, in line for named seats or for any so many of a grade. Standing in that line
-- already is no error: the place is kept. Answers {"standby": id, "fresh": whether it is new} or {"refusal": …}.
CREATE FUNCTION join_standby(
  p_buyer text, p_session text, p_schedule text, p_standby text, p_places integer[], p_grades text[], p_quantity integer
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  judged_at timestamptz := clock_timestamp();
  sale schedules%ROWTYPE;
  earlier text;
  already integer;
  mine integer[];
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO sale FROM schedules WHERE id = p_schedule;
  IF NOT FOUND THEN RETURN '{"refusal": "SCHEDULE_NOT_FOUND"}'; END IF;
  SELECT id INTO earlier FROM standby_entries WHERE schedule_id = p_schedule AND user_id = p_buyer
    AND places = p_places AND grades = p_grades AND quantity = p_quantity AND state IN ('waiting', 'offered');
  IF FOUND THEN RETURN jsonb_build_object('standby', earlier, 'fresh', false); END IF;

  IF NOT sale.standby THEN RETURN '{"refusal": "STANDBY_OFF"}'; END IF;
  IF judged_at < sale.sales_open_at THEN
    RETURN jsonb_build_object('refusal', 'SALES_NOT_OPEN', 'at', sale.sales_open_at);
  END IF;
  IF judged_at >= sale.sales_close_at THEN
    RETURN jsonb_build_object('refusal', 'SALES_CLOSED', 'at', sale.sales_close_at);
  END IF;
  SELECT array_agg(bs.place) INTO mine FROM bookings b JOIN booking_seats bs ON bs.booking_id = b.id
    WHERE b.buyer_id = p_buyer AND b.schedule_id = p_schedule AND bs.live AND bs.place = ANY (p_places);
  IF mine IS NOT NULL THEN RETURN jsonb_build_object('refusal', 'STANDBY_NOT_NEEDED', 'seats', mine); END IF;
  already := live_tickets_of_buyer(p_buyer, p_schedule);
  IF already + p_quantity > sale.seat_limit THEN
    RETURN jsonb_build_object('refusal', 'SEAT_LIMIT_EXCEEDED', 'limit', sale.seat_limit, 'already', already);
  END IF;
  SELECT count(*) INTO already FROM standby_entries
    WHERE schedule_id = p_schedule AND user_id = p_buyer AND state IN ('waiting', 'offered');
  IF already >= sale.seat_limit THEN
    RETURN jsonb_build_object('refusal', 'STANDBY_LIMIT_EXCEEDED', 'limit', sale.seat_limit);
  END IF;

  INSERT INTO standby_entries (id, schedule_id, user_id, places, grades, quantity)
    VALUES (p_standby, p_schedule, p_buyer, p_places, p_grades, p_quantity);
  RETURN jsonb_build_object('standby', p_standby, 'fresh', true);
END $$;

-- Offers locked seats to an entry that waits, for so many seconds and never beyond the sale, if its buyer could book them
-- now. If a rule of the sale stands against that, the entry keeps its place and notes that it was passed over.
-- Answers {"offered": true}, {"refusal": CODE} where the buyer may not have them, {"lost": true} where the seats are not
-- to be had, or {"gone": true} where the entry does not wait any more.
CREATE FUNCTION offer_standby(p_standby text, p_places integer[], p_seconds float8) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  judged_at timestamptz := clock_timestamp();
  entry standby_entries%ROWTYPE;
  said jsonb;
BEGIN
  SELECT * INTO entry FROM standby_entries WHERE id = p_standby FOR UPDATE;
  IF NOT FOUND OR entry.state <> 'waiting' THEN RETURN '{"gone": true}'; END IF;
  IF EXISTS (SELECT 1 FROM offers_in_force(entry.schedule_id, judged_at) o WHERE o.offer_places && p_places) THEN
    RETURN '{"lost": true}';
  END IF;
  -- First the offer, then the judge: what is kept for the line is not kept from this buyer any more.
  UPDATE standby_entries e SET state = 'offered', offer_places = p_places, offered_at = judged_at,
      offer_ends_at = least(judged_at + p_seconds * interval '1 second', s.sales_close_at)
    FROM schedules s WHERE e.id = p_standby AND s.id = e.schedule_id;
  said := booking_refusal(entry.user_id, entry.schedule_id, p_places, '{}', '{}', judged_at);
  IF said IS NULL THEN
    UPDATE seats SET kept_until = NULL WHERE schedule_id = entry.schedule_id AND place = ANY (p_places);
    RETURN '{"offered": true}';
  END IF;
  UPDATE standby_entries SET state = 'waiting', offer_places = entry.offer_places, offered_at = entry.offered_at,
    offer_ends_at = entry.offer_ends_at WHERE id = p_standby;
  IF said ->> 'refusal' = 'SEATS_TAKEN' THEN RETURN '{"lost": true}'; END IF;
  PERFORM note_passed_over(p_standby, said ->> 'refusal');
  RETURN jsonb_build_object('refusal', said ->> 'refusal');
END $$;

-- Notes why seats went past an entry; once a minute is enough.
CREATE FUNCTION note_passed_over(p_standby text, p_code text) RETURNS void
LANGUAGE sql AS $$
  UPDATE standby_entries SET passed_over_at = clock_timestamp(), passed_over_code = p_code
  WHERE id = p_standby AND state = 'waiting'
    AND (passed_over_at IS NULL OR passed_over_at < clock_timestamp() - interval '1 minute' OR passed_over_code <> p_code)
$$;

-- Ends offers of a schedule that were not used in time; their seats, locked by the caller, are kept for the next in line.
-- Returns how many.
CREATE FUNCTION pass_offers_on(p_schedule text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  entry record;
  ended integer := 0;
BEGIN
  FOR entry IN SELECT id, offer_places FROM standby_entries
    WHERE schedule_id = p_schedule AND state = 'offered' AND offer_ends_at <= clock_timestamp()
    ORDER BY number FOR UPDATE SKIP LOCKED
  LOOP
    UPDATE standby_entries SET state = 'passed', ended_at = clock_timestamp() WHERE id = entry.id;
    PERFORM keep_for_the_line(p_schedule, entry.offer_places);
    ended := ended + 1;
  END LOOP;
  RETURN ended;
END $$;

-- How many people wait before somebody for seats this one waits for as well; counted to 1,000.
CREATE FUNCTION standby_ahead(p_entry standby_entries) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM (
    SELECT 1 FROM standby_entries o
    WHERE o.schedule_id = p_entry.schedule_id AND o.state = 'waiting' AND o.number < p_entry.number
      AND CASE WHEN cardinality(o.places) = 0 OR cardinality(p_entry.places) = 0 THEN o.grades && p_entry.grades
        ELSE o.places && p_entry.places END
    LIMIT 1000
  ) ahead
$$;

-- Takes a buyer, whose row is locked, out of a line, or declines what the line brought (its seats locked by the caller):
-- the seats are kept for the next. Answers {"left": id, "places": those offered} or {"refusal": …}; having left is no error.
CREATE FUNCTION leave_standby(p_buyer text, p_session text, p_schedule text, p_standby text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  entry standby_entries%ROWTYPE;
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO entry FROM standby_entries
    WHERE id = p_standby AND user_id = p_buyer AND schedule_id = p_schedule FOR UPDATE;
  IF NOT FOUND THEN RETURN '{"refusal": "STANDBY_NOT_FOUND"}'; END IF;
  IF entry.state NOT IN ('waiting', 'offered') THEN RETURN jsonb_build_object('left', entry.id, 'places', '[]'::jsonb); END IF;
  UPDATE standby_entries SET state = 'left', ended_at = clock_timestamp() WHERE id = entry.id;
  IF entry.state = 'waiting' THEN RETURN jsonb_build_object('left', entry.id, 'places', '[]'::jsonb); END IF;
  PERFORM keep_for_the_line(p_schedule, entry.offer_places);
  RETURN jsonb_build_object('left', entry.id, 'places', to_jsonb(entry.offer_places));
END $$;

-- Declines single seats out of a buyer's offers (locked by the caller), which are kept for the next in line; an offer without
-- seats left is declined as a whole. Returns the places that were offered and are not any more.
CREATE FUNCTION decline_offered(p_buyer text, p_schedule text, p_places integer[]) RETURNS integer[]
LANGUAGE plpgsql AS $$
DECLARE
  entry record;
  given integer[];
  declined integer[] := '{}';
BEGIN
  FOR entry IN SELECT id, offer_places FROM standby_entries
    WHERE schedule_id = p_schedule AND user_id = p_buyer AND state = 'offered' AND offer_places && p_places
    ORDER BY number FOR UPDATE
  LOOP
    given := ARRAY(SELECT place FROM unnest(entry.offer_places) AS place WHERE place = ANY (p_places));
    declined := declined || given;
    IF cardinality(given) = cardinality(entry.offer_places) THEN
      UPDATE standby_entries SET state = 'left', ended_at = clock_timestamp() WHERE id = entry.id;
    ELSE
      UPDATE standby_entries SET offer_places = ARRAY(
        SELECT place FROM unnest(entry.offer_places) AS place WHERE NOT place = ANY (p_places)) WHERE id = entry.id;
    END IF;
  END LOOP;
  PERFORM keep_for_the_line(p_schedule, declined);
  RETURN declined;
END $$;
