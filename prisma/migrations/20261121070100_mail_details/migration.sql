-- As before, and what was cancelled is told by the audit row's own detail: these tickets, kept of them this, given back that.
-- Whatever ends together with its show is told as that.
CREATE OR REPLACE FUNCTION mail_of_booking() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  booking bookings%ROWTYPE;
  what text;
BEGIN
  SELECT * INTO booking FROM bookings WHERE id = NEW.booking_id;
  what := CASE
    WHEN NEW."to" = 'CONFIRMED' AND NEW."from" IS DISTINCT FROM 'CONFIRMED' THEN 'booking_confirmed'
    WHEN NEW."to" = 'CONFIRMED' THEN 'tickets_cancelled'
    WHEN NEW."to" = 'CANCELLED' AND is_show_cancelled(booking.schedule_id) THEN 'show_cancelled'
    WHEN NEW."to" = 'CANCELLED' AND NEW."from" = 'CONFIRMED' THEN 'booking_cancelled'
  END;
  IF what IS NOT NULL THEN
    PERFORM write_mail(what, booking.buyer_id, booking.id, coalesce(NEW.detail, jsonb_build_object('feeMinor',
      booking.fee_minor, 'refundMinor', booking.refund_minor)), NULL);
  END IF;
  RETURN NULL;
END $$;

-- Money that was taken when its seats were gone already goes back: its buyer has left the page long ago.
CREATE FUNCTION mail_of_refund() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_mail('payment_returned', b.buyer_id, b.id, jsonb_build_object('refundMinor', NEW.amount_minor), NULL)
    FROM bookings b WHERE b.id = NEW.booking_id;
  RETURN NULL;
END $$;

CREATE TRIGGER refunds_mail AFTER INSERT ON refunds
  FOR EACH ROW WHEN (NEW.reason = 'late_capture') EXECUTE FUNCTION mail_of_refund();
