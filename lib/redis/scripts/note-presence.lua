-- Notes that people of a waiting room are there now.
-- KEYS: 1 waiting_seen:{s}   sorted set: user id, scored by when last heard of (ms of Redis's clock)
--       2 waiting_since:{s}  hash: run (the server's run id), at (since when there are notes, ms)
-- ARGV: 1 run id of the server the caller knows · 2 how long notes are kept (ms) · 3… user ids
-- Returns how many were noted.
local SEEN, SINCE = KEYS[1], KEYS[2]
local RUN, KEPT = ARGV[1], tonumber(ARGV[2])
local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- A server that lost its memory, or came back with an old one, knows nobody's absence: the clocks start anew.
if redis.call('HGET', SINCE, 'run') ~= RUN then
  redis.call('DEL', SEEN)
  redis.call('HSET', SINCE, 'run', RUN, 'at', NOW)
end
for i = 3, #ARGV do redis.call('ZADD', SEEN, NOW, ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', SEEN, '-inf', NOW - KEPT)
redis.call('PEXPIRE', SEEN, KEPT)
redis.call('PEXPIRE', SINCE, KEPT)
return #ARGV - 2
