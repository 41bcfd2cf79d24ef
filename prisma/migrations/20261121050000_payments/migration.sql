-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('starting', 'requires_approval', 'authorized', 'captured', 'voided', 'declined', 'expired');

-- CreateEnum
CREATE TYPE "refund_state" AS ENUM ('due', 'done', 'failed');

-- AlterTable
ALTER TABLE "schedules" ADD COLUMN     "payment_seconds" INTEGER NOT NULL DEFAULT 600;

-- CreateTable
CREATE TABLE "payments" (
    "booking_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "merchant_name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "payment_id" TEXT,
    "state" "payment_state" NOT NULL DEFAULT 'starting',
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "captured_minor" INTEGER NOT NULL DEFAULT 0,
    "refunded_minor" INTEGER NOT NULL DEFAULT 0,
    "approval_url" TEXT,
    "decline_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "asked_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payments_pkey" PRIMARY KEY ("booking_id","attempt")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" TEXT NOT NULL,
    "booking_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "refund_state" NOT NULL DEFAULT 'due',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_notices" (
    "provider" TEXT NOT NULL,
    "notice_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT,
    "payment_id" TEXT,
    "merchant_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_notices_pkey" PRIMARY KEY ("provider","notice_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payments_provider_payment_id_key" ON "payments"("provider", "payment_id");

-- CreateIndex
CREATE INDEX "refunds_booking_id_idx" ON "refunds"("booking_id");

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_booking_id_attempt_fkey" FOREIGN KEY ("booking_id", "attempt") REFERENCES "payments"("booking_id", "attempt") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, what Prisma's schema language cannot say.
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_payment" CHECK ("payment_seconds" BETWEEN 1 AND 7200);
ALTER TABLE "payments" ADD CONSTRAINT "payments_money" CHECK (
  "attempt" > 0 AND "amount_minor" > 0 AND "captured_minor" IN (0, "amount_minor")
  AND "refunded_minor" BETWEEN 0 AND "captured_minor"
);
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_money" CHECK (
  "amount_minor" > 0 AND "reason" IN ('cancelled', 'seats_cancelled', 'show_cancelled', 'late_capture')
  AND ("state" = 'done') = ("done_at" IS NOT NULL)
);
-- A booking is paid once: the next attempt begins when the one before has come to nothing, and never after a capture.
CREATE UNIQUE INDEX "payments_one_open" ON "payments" ("booking_id") WHERE "settled_at" IS NULL;
CREATE UNIQUE INDEX "payments_one_captured" ON "payments" ("booking_id") WHERE "state" = 'captured';
-- What is still to be settled, told, paid back, ended. All stay as small as that is.
CREATE INDEX "payments_open" ON "payments" ("lease_until") WHERE "settled_at" IS NULL;
CREATE INDEX "refunds_due" ON "refunds" ("next_try_at") WHERE "state" = 'due';
CREATE INDEX "payment_notices_waiting" ON "payment_notices" ("next_try_at") WHERE "processed_at" IS NULL;
CREATE INDEX "bookings_pending" ON "bookings" ("expires_at") WHERE "status" = 'PENDING';
-- What was never paid has nothing to keep and nothing to give back.
ALTER TABLE "bookings" DROP CONSTRAINT "bookings_money";
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_money" CHECK (
  "total_minor" >= 0
  AND ("status" <> 'CANCELLED' OR "confirmed_at" IS NULL
    OR ("fee_minor" >= 0 AND "refund_minor" >= 0 AND "fee_minor" + "refund_minor" = "total_minor"))
);
