-- What a person must look at is counted all the time: as small as that is.
CREATE INDEX "refunds_failed" ON "refunds" ("created_at") WHERE "state" = 'failed';
