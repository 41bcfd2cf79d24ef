-- Parks the seats of holds that have ended, and frees what was parked until now and places of standing areas; the only
-- thing that does. Publishes the releases, and keeps the schedule in Redis.
-- ARGV: 4 the schedule's fair-release window, ms, as its organizer has it now
-- Returns {'swept', number of entries looked at} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
if redis.call('HGET', FEED, 'fair_release') ~= ARGV[4] then redis.call('HSET', FEED, 'fair_release', ARGV[4]) end
local swept = sweep(0)
publish()
keep_for_days()
return { 'swept', tostring(swept) }
