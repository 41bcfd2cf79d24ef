-- What ends soonest is sent first: an offer of ten minutes does not wait behind the forty thousand who hear that a show is
-- cancelled.
DROP INDEX "mails_due";
CREATE INDEX "mails_due" ON "mails" ("good_until") WHERE "ended_at" IS NULL;
