-- A booking of which a ticket was used is not given back: whoever has been let in has had the show. The door locks the booking
-- as this function's caller does, so that of a scan and a cancellation at the same moment exactly one succeeds.
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
  IF EXISTS (SELECT 1 FROM check_ins c WHERE c.booking_id = booking.id AND c.verdict = 'ADMITTED') THEN
    RETURN '{"refusal": "TICKETS_USED"}';
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
