-- How long people of a waiting room have not been heard of; who never was, since there are notes at all.
-- KEYS, ARGV: as in note-presence.lua
-- Returns the milliseconds, one number a user id.
local SEEN, SINCE = KEYS[1], KEYS[2]
local RUN, KEPT = ARGV[1], tonumber(ARGV[2])
local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)

if redis.call('HGET', SINCE, 'run') ~= RUN then
  redis.call('DEL', SEEN)
  redis.call('HSET', SINCE, 'run', RUN, 'at', NOW)
end
redis.call('PEXPIRE', SINCE, KEPT)
local since = tonumber(redis.call('HGET', SINCE, 'at'))
local absent = {}
for i = 3, #ARGV do
  local seen = tonumber(redis.call('ZSCORE', SEEN, ARGV[i]) or since)
  absent[#absent + 1] = NOW - math.max(seen, since)
end
return absent
