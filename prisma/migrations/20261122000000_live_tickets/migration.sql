-- How many live tickets a buyer has on a schedule: seats and places in standing areas. Found by the buyer's bookings, which
-- are few, and never by the show's: statistics know nothing of a show that went on sale since they were taken, so that to the
-- planner its bookings seem fewer still. MATERIALIZED leaves it no choice; and as no plan made for one buyer is cheaper then
-- than the one made for all, it is kept instead of being made anew for each.
CREATE OR REPLACE FUNCTION live_tickets_of_buyer(p_buyer text, p_schedule text) RETURNS integer
LANGUAGE sql STABLE AS $$
  WITH theirs AS MATERIALIZED (SELECT id, schedule_id FROM bookings WHERE buyer_id = p_buyer)
  SELECT ((SELECT count(*) FROM theirs b JOIN booking_seats bs ON bs.booking_id = b.id
      WHERE b.schedule_id = p_schedule AND bs.live)
    + (SELECT count(*) FROM theirs b JOIN booking_areas ba ON ba.booking_id = b.id
      WHERE b.schedule_id = p_schedule AND ba.live))::integer
$$;
