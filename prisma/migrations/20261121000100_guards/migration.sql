-- What Prisma's schema language cannot say: the last lines of defence, kept by the database itself.

-- A seat has at most one live booking, whatever the code above does.
CREATE UNIQUE INDEX "booking_seats_live_seat" ON "booking_seats" ("schedule_id", "place") WHERE "live";

-- Finds the seats that are not free; most are, so the index stays small.
CREATE INDEX "seats_not_available" ON "seats" ("schedule_id", "place") INCLUDE ("status", "epoch") WHERE "status" <> 'available';

ALTER TABLE "seats" ADD CONSTRAINT "seats_place_range" CHECK ("place" BETWEEN 0 AND 999999);
-- A seat that never changed is available: what is at epoch 0 need not be told to anybody.
ALTER TABLE "seats" ADD CONSTRAINT "seats_epoch_zero_is_available" CHECK ("epoch" > 0 OR "status" = 'available');
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_times" CHECK ("starts_at" < "ends_at" AND "sales_open_at" < "sales_close_at");
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_rules" CHECK (
  "seat_limit" BETWEEN 1 AND 100 AND "hold_seconds" BETWEEN 1 AND 3600
  AND "checkout_seconds" BETWEEN 1 AND 3600 AND "hold_cap_seconds" BETWEEN 1 AND 7200
);
ALTER TABLE "grades" ADD CONSTRAINT "grades_price" CHECK ("price_minor" >= 0);
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_money" CHECK (
  "total_minor" >= 0
  AND ("status" <> 'CANCELLED' OR ("fee_minor" >= 0 AND "refund_minor" >= 0 AND "fee_minor" + "refund_minor" = "total_minor"))
);
-- Only a claim that waits for its payment has an end of its own.
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_expiry" CHECK (("status" = 'PENDING') <= ("expires_at" IS NOT NULL));
