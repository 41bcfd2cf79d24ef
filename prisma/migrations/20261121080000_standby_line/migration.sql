-- Why the rules of the sale keep an entry's buyer from having its seats now, whichever seats they are; NULL when nothing
-- does. Asked before any seat is touched for the entry: what nobody in line may have must come back to the sale, and not
-- be taken and given back for as long as the line stands. offer_standby judges again, under its locks.
CREATE FUNCTION standby_refusal(p_entry standby_entries) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN live_tickets_of_buyer(p_entry.user_id, s.id) + p_entry.quantity > s.seat_limit THEN 'SEAT_LIMIT_EXCEEDED'
    WHEN live_tickets_of_buyer_in_event(p_entry.user_id, e.id) + p_entry.quantity > e.seat_limit THEN 'EVENT_LIMIT_EXCEEDED'
    ELSE booking_refusal(p_entry.user_id, s.id, '{}', '{}', '{}', clock_timestamp()) ->> 'refusal'
  END
  FROM schedules s JOIN events e ON e.id = s.event_id WHERE s.id = p_entry.schedule_id
$$;
