-- As before, and what is offered to the buyer already counts: several places in line never bring more seats than may be
-- booked, also while Redis, where an offer joins the buyer's hold, is away.
CREATE OR REPLACE FUNCTION standby_refusal(p_entry standby_entries) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN live_tickets_of_buyer(p_entry.user_id, s.id) + offered + p_entry.quantity > s.seat_limit THEN 'SEAT_LIMIT_EXCEEDED'
    WHEN live_tickets_of_buyer_in_event(p_entry.user_id, e.id) + offered + p_entry.quantity > e.seat_limit
      THEN 'EVENT_LIMIT_EXCEEDED'
    ELSE booking_refusal(p_entry.user_id, s.id, '{}', '{}', '{}', clock_timestamp()) ->> 'refusal'
  END
  FROM schedules s JOIN events e ON e.id = s.event_id, LATERAL (
    SELECT coalesce(sum(cardinality(o.offer_places)), 0)::integer AS offered
    FROM offers_in_force(s.id, clock_timestamp()) o WHERE o.user_id = p_entry.user_id) mine
  WHERE s.id = p_entry.schedule_id
$$;
