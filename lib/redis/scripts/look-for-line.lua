-- What the standby job must know of a schedule: what came free, and whether what it offered is where it should be.
-- ARGV: 4… places that PostgreSQL says are offered
-- Returns {'seen', now (ms), packed state, parked places ("3,17"), noted offers ("place=user:since;…"), the owner of each named place's
--         seat_lock (user:uuid, or "")…} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local noted = redis.call('HGETALL', OFFERED)
local offers = {}
for i = 1, #noted, 2 do offers[#offers + 1] = noted[i] .. '=' .. noted[i + 1] end
local seen = { 'seen', tostring(NOW), redis.call('GET', STATE) or '', table.concat(redis.call('SMEMBERS', PARKED), ','),
  table.concat(offers, ';') }
for i = 4, #ARGV do seen[#seen + 1] = redis.call('GET', LOCK_PREFIX .. ARGV[i]) or '' end
return seen
