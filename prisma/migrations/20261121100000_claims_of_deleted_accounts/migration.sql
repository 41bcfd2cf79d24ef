-- An account that is deleted pays for nothing any more: its unpaid claims end with it, and their payments are let go of.

-- Ends every unpaid claim of a buyer, whose row is locked by the caller: PENDING → CANCELLED, without fee. Locks the bookings, then
-- all their areas, then all their seats, each in order. Answers [{"bookingId", "scheduleId", "changed", "changed_areas"}, …].
CREATE FUNCTION end_claims_of(p_buyer text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  claims text[];
  claim text;
  said jsonb := '[]';
BEGIN
  SELECT array_agg(id) INTO claims FROM (
    SELECT id FROM bookings WHERE buyer_id = p_buyer AND status = 'PENDING' ORDER BY id FOR UPDATE) locked;
  PERFORM 1 FROM standing_areas a
    WHERE (a.schedule_id, a.area) IN (SELECT schedule_id, area FROM booking_areas WHERE booking_id = ANY (claims))
    ORDER BY a.schedule_id, a.area FOR UPDATE;
  PERFORM 1 FROM seats s
    WHERE (s.schedule_id, s.place) IN (SELECT schedule_id, place FROM booking_seats WHERE booking_id = ANY (claims))
    ORDER BY s.schedule_id, s.place FOR UPDATE;
  FOREACH claim IN ARRAY coalesce(claims, '{}') LOOP
    UPDATE bookings SET fee_minor = 0, refund_minor = 0 WHERE id = claim;
    said := said || jsonb_build_array(end_claim(claim, 'CANCELLED', p_buyer, 'given up with the account')
      || jsonb_build_object('bookingId', claim));
  END LOOP;
  RETURN said;
END $$;

-- As before, and never for an account that was deleted meanwhile.
CREATE OR REPLACE FUNCTION reclaim_booking(p_booking text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  places integer[] := places_of_booking(p_booking);
  areas integer[];
  quantities integer[];
BEGIN
  SELECT * INTO booking FROM bookings WHERE id = p_booking;
  IF session_refusal(booking.buyer_id, NULL) IS NOT NULL THEN RETURN NULL; END IF;
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
