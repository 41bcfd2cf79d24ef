-- Notes how slow an instance finds the service, and tells how slow the slowest does.
-- KEYS: 1 call_times  hash: instance → "<milliseconds>@<when it said so, ms of Redis's clock>"
-- ARGV: 1 the instance · 2 what it measured (ms) · 3 how long a word counts (ms)
-- Returns the largest number that still counts, its own included.
local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '@' .. NOW)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local worst = 0
local said = redis.call('HGETALL', KEYS[1])
for i = 1, #said, 2 do
  local ms, at = string.match(said[i + 1], '^(%d+)@(%d+)$')
  if NOW - tonumber(at) > tonumber(ARGV[3]) then
    redis.call('HDEL', KEYS[1], said[i])
  else
    worst = math.max(worst, tonumber(ms))
  end
end
return worst
