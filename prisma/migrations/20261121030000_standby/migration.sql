-- CreateEnum
CREATE TYPE "standby_state" AS ENUM ('waiting', 'offered', 'taken', 'left', 'passed');

-- AlterTable
ALTER TABLE "schedules" ADD COLUMN     "fair_release_seconds" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "standby" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "standby_offer_seconds" INTEGER NOT NULL DEFAULT 600;

-- AlterTable
ALTER TABLE "seats" ADD COLUMN     "kept_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "standby_entries" (
    "id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "places" INTEGER[],
    "grades" TEXT[],
    "quantity" INTEGER NOT NULL,
    "state" "standby_state" NOT NULL DEFAULT 'waiting',
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "offer_places" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "offered_at" TIMESTAMPTZ(3),
    "offer_ends_at" TIMESTAMPTZ(3),
    "passed_over_at" TIMESTAMPTZ(3),
    "passed_over_code" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "standby_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "standby_entries_number_key" ON "standby_entries"("number");

-- CreateIndex
CREATE INDEX "standby_entries_user_id_joined_at_idx" ON "standby_entries"("user_id", "joined_at");

-- AddForeignKey
ALTER TABLE "standby_entries" ADD CONSTRAINT "standby_entries_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standby_entries" ADD CONSTRAINT "standby_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, what Prisma's schema language cannot say.
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_fair_release" CHECK ("fair_release_seconds" BETWEEN 0 AND 600);
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_standby_offer" CHECK ("standby_offer_seconds" BETWEEN 1 AND 7200);
ALTER TABLE "standby_entries" ADD CONSTRAINT "standby_entries_wish" CHECK (
  "places" IS NOT NULL AND "grades" IS NOT NULL AND "offer_places" IS NOT NULL
  AND "quantity" > 0 AND cardinality("grades") > 0 AND cardinality("places") IN (0, "quantity")
);
-- An offer names its seats and its end, and is over with its state; an entry that is over says when.
ALTER TABLE "standby_entries" ADD CONSTRAINT "standby_entries_offer" CHECK (
  "state" <> 'offered' OR (cardinality("offer_places") > 0 AND "offer_ends_at" IS NOT NULL)
);
ALTER TABLE "standby_entries" ADD CONSTRAINT "standby_entries_ended" CHECK (
  ("state" IN ('taken', 'left', 'passed')) = ("ended_at" IS NOT NULL)
);
-- A buyer stands in a line once: asking again gets the same place.
CREATE UNIQUE INDEX "standby_entries_live_wish" ON "standby_entries" ("schedule_id", "user_id", "places", "grades", "quantity")
  WHERE "state" IN ('waiting', 'offered');
-- The line in its order; what is out as offers. Both stay as small as the line is.
CREATE INDEX "standby_entries_waiting" ON "standby_entries" ("schedule_id", "number") WHERE "state" = 'waiting';
CREATE INDEX "standby_entries_offered" ON "standby_entries" ("schedule_id") WHERE "state" = 'offered';
