-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "unanswered" INTEGER NOT NULL DEFAULT 0;

-- By hand, what Prisma's schema language cannot say.
ALTER TABLE "payments" ADD CONSTRAINT "payments_unanswered" CHECK ("unanswered" >= 0);
