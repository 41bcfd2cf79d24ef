-- Gives a claim back without a token; the provider is let alone for a while, twice as long with each failure in a row.
-- KEYS: 1 token · 2 claim · 3 rest after a failure · 4 failures in a row
-- ARGV: 1 who asks · 2 rest after the first failure, ms · 3 longest rest, ms · 4 least rest, ms
--       5 '1' = take the stored token away
-- Returns 'failed' or 'superseded'
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 'superseded' end
redis.call('DEL', KEYS[2])
if ARGV[5] == '1' then redis.call('DEL', KEYS[1]) end
local longest = tonumber(ARGV[3])
local failures = redis.call('INCR', KEYS[4])
local rest = math.min(tonumber(ARGV[2]) * 2 ^ math.min(failures - 1, 30), longest)
rest = math.floor(math.max(rest, tonumber(ARGV[4]), 1))
redis.call('SET', KEYS[3], '1', 'PX', string.format('%d', rest))
redis.call('PEXPIRE', KEYS[4], string.format('%d', rest + longest))
return 'failed'
