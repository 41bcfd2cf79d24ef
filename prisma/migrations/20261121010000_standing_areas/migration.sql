-- CreateTable
CREATE TABLE "standing_areas" (
    "schedule_id" TEXT NOT NULL,
    "area" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "live" INTEGER NOT NULL DEFAULT 0,
    "next_entry" INTEGER NOT NULL DEFAULT 1,
    "epoch" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "standing_areas_pkey" PRIMARY KEY ("schedule_id","area")
);

-- CreateTable
CREATE TABLE "booking_areas" (
    "booking_id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "area" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "entry_number" INTEGER,
    "grade" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "live" BOOLEAN NOT NULL,

    CONSTRAINT "booking_areas_pkey" PRIMARY KEY ("booking_id","area","nth")
);

-- CreateIndex
CREATE UNIQUE INDEX "booking_areas_schedule_id_area_entry_number_key" ON "booking_areas"("schedule_id", "area", "entry_number");

-- AddForeignKey
ALTER TABLE "standing_areas" ADD CONSTRAINT "standing_areas_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_areas" ADD CONSTRAINT "booking_areas_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_areas" ADD CONSTRAINT "booking_areas_schedule_id_area_fkey" FOREIGN KEY ("schedule_id", "area") REFERENCES "standing_areas"("schedule_id", "area") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, what Prisma's schema language cannot say: the last lines of defence.
-- A standing area never has more live places than its capacity, whatever the code above does.
ALTER TABLE "standing_areas" ADD CONSTRAINT "standing_areas_capacity" CHECK ("live" BETWEEN 0 AND "capacity" AND "capacity" > 0);
ALTER TABLE "standing_areas" ADD CONSTRAINT "standing_areas_next_entry" CHECK ("next_entry" > 0);
ALTER TABLE "standing_areas" ADD CONSTRAINT "standing_areas_area_range" CHECK ("area" BETWEEN 0 AND 9999);
