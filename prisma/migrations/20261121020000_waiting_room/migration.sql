-- CreateEnum
CREATE TYPE "room_state" AS ENUM ('open', 'paused', 'drained');

-- CreateEnum
CREATE TYPE "place_state" AS ENUM ('waiting', 'admitted', 'skipped', 'left', 'ended');

-- CreateTable
CREATE TABLE "waiting_rooms" (
    "schedule_id" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "admissions_per_minute" INTEGER NOT NULL,
    "grace_seconds" INTEGER NOT NULL,
    "admission_seconds" INTEGER NOT NULL,
    "proof_of_work" BOOLEAN NOT NULL,
    "state" "room_state" NOT NULL DEFAULT 'open',
    "shuffled_at" TIMESTAMPTZ(3),
    "ticked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "credit" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "pace" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "admitted_per_minute" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "waiting_rooms_pkey" PRIMARY KEY ("schedule_id")
);

-- CreateTable
CREATE TABLE "waiting_places" (
    "schedule_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" "place_state" NOT NULL DEFAULT 'waiting',
    "ticket" BIGSERIAL NOT NULL,
    "rank" BIGINT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "admitted_at" TIMESTAMPTZ(3),
    "admission_ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "waiting_places_pkey" PRIMARY KEY ("schedule_id","user_id")
);

-- AddForeignKey
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_places" ADD CONSTRAINT "waiting_places_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "waiting_rooms"("schedule_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_places" ADD CONSTRAINT "waiting_places_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
