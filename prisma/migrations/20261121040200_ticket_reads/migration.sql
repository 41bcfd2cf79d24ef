-- CreateIndex
-- What has changed at a door of late is looked up by time. Rows are added in its order: ranges are all it takes, and
-- bookings pay nothing for it.
CREATE INDEX "booking_audit_at_idx" ON "booking_audit" USING BRIN ("at");

-- The same view, so written that a booking's tickets are found by their keys: with a join inside the union every look
-- at one ticket read all seats ever booked.
CREATE OR REPLACE VIEW tickets AS
  SELECT b.id AS booking_id, b.code, b.schedule_id, b.status, had.ticket, had.place, had.area, a.name AS area_name,
    had.entry_number, had.grade, had.price_minor, b.status = 'CONFIRMED' AND had.live AS admits,
    coalesce(r.serial, 0) AS serial, r.renewed_at
  FROM bookings b
    JOIN (
      SELECT bs.booking_id, bs.place::text AS ticket, bs.place, NULL::integer AS area, NULL::integer AS entry_number,
        bs.grade, bs.price_minor, bs.live
      FROM booking_seats bs
      UNION ALL
      SELECT ba.booking_id, ba.area || '.' || ba.nth, NULL, ba.area, ba.entry_number, ba.grade, ba.price_minor, ba.live
      FROM booking_areas ba
    ) had ON had.booking_id = b.id
    LEFT JOIN standing_areas a ON a.schedule_id = b.schedule_id AND a.area = had.area
    LEFT JOIN ticket_renewals r ON r.booking_id = b.id;
