-- CreateEnum
CREATE TYPE "check_in_verdict" AS ENUM ('ADMITTED', 'ALREADY_USED', 'CANCELLED', 'NOT_CONFIRMED', 'REPLACED', 'WRONG_SHOW');

-- CreateTable
CREATE TABLE "ticket_keys" (
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private" TEXT,
    "signs_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_keys_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "event_staff" (
    "event_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "event_staff_pkey" PRIMARY KEY ("event_id","user_id")
);

-- CreateTable
CREATE TABLE "ticket_renewals" (
    "booking_id" TEXT NOT NULL,
    "serial" INTEGER NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ticket_renewals_pkey" PRIMARY KEY ("booking_id")
);

-- CreateTable
CREATE TABLE "check_ins" (
    "staff_id" TEXT NOT NULL,
    "scan_id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "offline" BOOLEAN NOT NULL,
    "verdict" "check_in_verdict" NOT NULL,

    CONSTRAINT "check_ins_pkey" PRIMARY KEY ("staff_id","scan_id")
);

-- CreateIndex
CREATE INDEX "ticket_keys_signs_from_idx" ON "ticket_keys"("signs_from");

-- CreateIndex
CREATE INDEX "event_staff_user_id_idx" ON "event_staff"("user_id");

-- CreateIndex
CREATE INDEX "check_ins_schedule_id_received_at_idx" ON "check_ins"("schedule_id", "received_at");

-- CreateIndex
CREATE INDEX "check_ins_booking_id_idx" ON "check_ins"("booking_id");

-- AddForeignKey
ALTER TABLE "event_staff" ADD CONSTRAINT "event_staff_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_staff" ADD CONSTRAINT "event_staff_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_renewals" ADD CONSTRAINT "ticket_renewals_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A ticket admits once, whatever the code above does.
CREATE UNIQUE INDEX "check_ins_admits_once" ON "check_ins" ("booking_id", "ticket") WHERE "verdict" = 'ADMITTED';
-- Only a scan made without a connection may have let in somebody whom the database would not have.
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_refused_are_offline" CHECK ("offline" OR "verdict" = 'ADMITTED');
