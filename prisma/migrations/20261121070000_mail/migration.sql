-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "about_id" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "good_until" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "message_id" TEXT,
    "last_error" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mails_user_id_created_at_idx" ON "mails"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");

-- By hand, what Prisma's schema language cannot say.
ALTER TABLE "mails" ADD CONSTRAINT "mails_ended" CHECK (
  ("ended_at" IS NULL) = ("outcome" IS NULL) AND ("outcome" IS NULL OR "outcome" IN ('sent', 'given_up', 'pointless'))
);
-- What is still to be sent: as small as that is.
CREATE INDEX "mails_due" ON "mails" ("next_try_at") WHERE "ended_at" IS NULL;

-- Puts a mail into the outbox, in the transaction of what it tells of. News are news for a week, unless said otherwise.
CREATE FUNCTION write_mail(p_kind text, p_user text, p_about text, p_data jsonb, p_good_until timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO mails (id, kind, user_id, about_id, data, good_until)
    VALUES (gen_random_uuid()::text, p_kind, p_user, p_about, p_data,
      coalesce(p_good_until, clock_timestamp() + interval '7 days'))
$$;

-- What the buyer is told of a transition: that the booking is confirmed, that single tickets of it were given back
-- (CONFIRMED stays CONFIRMED), that it was cancelled, or that its show was. What ends before it was paid for ends in
-- front of its buyer's eyes, and says nothing more.
-- At the end of the transaction, whatever its functions write in which order: `data` has the sums as they are then.
CREATE FUNCTION mail_of_booking() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  what text := CASE
    WHEN NEW."to" = 'CONFIRMED' AND NEW."from" IS DISTINCT FROM 'CONFIRMED' THEN 'booking_confirmed'
    WHEN NEW."to" = 'CONFIRMED' THEN 'tickets_cancelled'
    WHEN NEW."to" = 'CANCELLED' AND NEW.reason LIKE 'show cancelled%' THEN 'show_cancelled'
    WHEN NEW."to" = 'CANCELLED' AND NEW."from" = 'CONFIRMED' THEN 'booking_cancelled'
  END;
BEGIN
  IF what IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
  PERFORM write_mail(what, booking.buyer_id, booking.id, jsonb_build_object('totalMinor', booking.total_minor,
    'feeMinor', booking.fee_minor, 'refundMinor', booking.refund_minor, 'reason', NEW.reason), NULL);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER booking_audit_mail AFTER INSERT ON booking_audit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mail_of_booking();

-- Seats that came free are offered: worth telling for as long as the offer lasts. An offer is taken back within its own
-- transaction where a rule of the sale stands against it: only what is an offer at the end is told.
CREATE FUNCTION mail_of_offer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_mail('standby_offer', e.user_id, e.id, '{}', e.offer_ends_at)
    FROM standby_entries e WHERE e.id = NEW.id AND e.state = 'offered';
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER standby_entries_mail AFTER UPDATE OF state ON standby_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'offered' AND OLD.state <> 'offered') EXECUTE FUNCTION mail_of_offer();
