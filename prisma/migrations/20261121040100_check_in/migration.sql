-- Tickets are what bookings have, seen from the door: nothing is written when one is made. A ticket is known by its
-- booking and, within it, by `ticket`: the place of its seat (`42`), or area and number of its standing place (`0.1`).
-- `serial` counts how often the booking's tickets were made anew.
CREATE VIEW tickets AS
  SELECT b.id AS booking_id, b.code, b.schedule_id, b.status, had.ticket, had.place, had.area, had.area_name,
    had.entry_number, had.grade, had.price_minor, b.status = 'CONFIRMED' AND had.live AS admits,
    coalesce(r.serial, 0) AS serial, r.renewed_at
  FROM bookings b
    JOIN (
      SELECT bs.booking_id, bs.place::text AS ticket, bs.place, NULL::integer AS area, NULL::text AS area_name,
        NULL::integer AS entry_number, bs.grade, bs.price_minor, bs.live
      FROM booking_seats bs
      UNION ALL
      SELECT ba.booking_id, ba.area || '.' || ba.nth, NULL, ba.area, a.name, ba.entry_number, ba.grade, ba.price_minor, ba.live
      FROM booking_areas ba JOIN standing_areas a ON a.schedule_id = ba.schedule_id AND a.area = ba.area
    ) had ON had.booking_id = b.id
    LEFT JOIN ticket_renewals r ON r.booking_id = b.id;

-- What the door reads of a ticket.
CREATE FUNCTION ticket_at_door(p_ticket tickets) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('code', p_ticket.code, 'ticket', p_ticket.ticket, 'place', p_ticket.place,
    'area', p_ticket.area, 'areaName', p_ticket.area_name, 'entryNumber', p_ticket.entry_number, 'grade', p_ticket.grade)
$$;

-- Whether an account may check tickets in at a schedule: its event's organizer, the event's staff, any operator.
CREATE FUNCTION may_check_in(p_account text, p_schedule text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM schedules s JOIN events e ON e.id = s.event_id JOIN users u ON u.id = p_account
    WHERE s.id = p_schedule AND u.deleted_at IS NULL AND (
      u.role = 'operator' OR (u.role = 'organizer' AND e.organizer_id = u.id)
      OR EXISTS (SELECT 1 FROM event_staff es WHERE es.event_id = e.id AND es.user_id = u.id)))
$$;

-- Judges a scan by the ticket alone; NULL when nothing speaks against it. The booking is locked by the caller.
-- p_serial NULL: not scanned but looked up by hand, so that there is no old paper to be told from a new one.
CREATE FUNCTION ticket_refusal(p_ticket tickets, p_schedule text, p_serial integer) RETURNS check_in_verdict
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_ticket.schedule_id <> p_schedule THEN 'WRONG_SHOW'
    WHEN p_ticket.status IN ('PENDING', 'CAPTURING') THEN 'NOT_CONFIRMED'
    WHEN NOT p_ticket.admits THEN 'CANCELLED'
    WHEN p_serial < p_ticket.serial THEN 'REPLACED'
  END::check_in_verdict
$$;

-- Checks one ticket in. The booking is locked by a statement before this one, so that no cancellation passes in between,
-- and every statement in here sees what the lock waited for. A repeat of a scan (same account, same p_scan) gets its
-- first answer. p_at is when an offline scan was made, by its device's clock; NULL = now.
-- Writes a row when the ticket admits, and for an offline scan also when it should not have: whoever it was is inside.
-- Answers {"verdict": …, "ticket": {…}, "at", "first": {at, device, offline} or null} or {"refusal": CODE}.
CREATE FUNCTION check_in(
  p_staff text, p_session text, p_schedule text, p_scan text, p_code text, p_ticket text, p_serial integer,
  p_device text, p_at timestamptz, p_offline boolean
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  judged_at timestamptz := clock_timestamp();
  -- To the millisecond, as it is stored: a repeat is told the same instant.
  scanned timestamptz(3) := least(coalesce(p_at, judged_at), judged_at);
  found_ticket tickets%ROWTYPE;
  mine check_ins%ROWTYPE;
  first check_ins%ROWTYPE;
  verdict check_in_verdict;
BEGIN
  said := session_refusal(p_staff, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  IF NOT EXISTS (SELECT 1 FROM schedules WHERE id = p_schedule) THEN RETURN '{"refusal": "SCHEDULE_NOT_FOUND"}'; END IF;
  IF NOT may_check_in(p_staff, p_schedule) THEN RETURN '{"refusal": "NOT_ALLOWED"}'; END IF;
  SELECT * INTO found_ticket FROM tickets t WHERE t.code = p_code AND t.ticket = p_ticket;
  IF NOT FOUND THEN RETURN '{"refusal": "TICKET_NOT_FOUND"}'; END IF;

  SELECT * INTO mine FROM check_ins c WHERE c.staff_id = p_staff AND c.scan_id = p_scan;
  IF FOUND THEN
    IF (mine.schedule_id, mine.booking_id, mine.ticket) IS DISTINCT FROM (p_schedule, found_ticket.booking_id, p_ticket) THEN
      RETURN '{"refusal": "IDEMPOTENCY_KEY_REUSED"}';
    END IF;
    verdict := mine.verdict;
    scanned := mine.scanned_at;
  ELSE
    verdict := ticket_refusal(found_ticket, p_schedule, p_serial);
    IF verdict IS NULL THEN
      INSERT INTO check_ins (staff_id, scan_id, schedule_id, booking_id, ticket, device_id, scanned_at, offline, verdict)
        VALUES (p_staff, p_scan, p_schedule, found_ticket.booking_id, p_ticket, p_device, scanned, p_offline, 'ADMITTED')
        ON CONFLICT DO NOTHING;
      verdict := CASE WHEN FOUND THEN 'ADMITTED' ELSE 'ALREADY_USED' END;
    END IF;
    IF verdict <> 'ADMITTED' AND p_offline THEN
      INSERT INTO check_ins (staff_id, scan_id, schedule_id, booking_id, ticket, device_id, scanned_at, offline, verdict)
        VALUES (p_staff, p_scan, p_schedule, found_ticket.booking_id, p_ticket, p_device, scanned, true, verdict)
        ON CONFLICT DO NOTHING;
    END IF;
  END IF;

  IF verdict = 'ALREADY_USED' THEN
    SELECT * INTO first FROM check_ins c
      WHERE c.booking_id = found_ticket.booking_id AND c.ticket = p_ticket AND c.verdict = 'ADMITTED';
    -- The scan's name was taken in this very moment, for another ticket.
    IF NOT FOUND THEN RETURN '{"refusal": "IDEMPOTENCY_KEY_REUSED"}'; END IF;
  END IF;
  RETURN jsonb_build_object('verdict', verdict, 'at', scanned,
    'ticket', ticket_at_door(found_ticket), 'scheduleId', found_ticket.schedule_id,
    'first', CASE WHEN first.booking_id IS NOT NULL THEN
      jsonb_build_object('at', first.scanned_at, 'device', first.device_id, 'offline', first.offline) END);
END $$;

-- Makes the locked booking's tickets anew: from now on only those with the new serial admit.
-- Answers {"serial": n} or {"refusal": …}. The buyer and the booking are locked by the caller.
CREATE FUNCTION renew_tickets(p_buyer text, p_session text, p_code text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
  booking bookings%ROWTYPE;
  new_serial integer;
BEGIN
  said := session_refusal(p_buyer, p_session);
  IF said IS NOT NULL THEN RETURN said; END IF;
  SELECT * INTO booking FROM bookings WHERE code = p_code AND buyer_id = p_buyer;
  IF NOT FOUND THEN RETURN '{"refusal": "BOOKING_NOT_FOUND"}'; END IF;
  IF booking.status <> 'CONFIRMED' THEN RETURN '{"refusal": "NO_TICKETS"}'; END IF;
  INSERT INTO ticket_renewals AS r (booking_id, serial) VALUES (booking.id, 1)
    ON CONFLICT (booking_id) DO UPDATE SET serial = r.serial + 1, renewed_at = clock_timestamp()
    RETURNING serial INTO new_serial;
  RETURN jsonb_build_object('serial', new_serial);
END $$;
