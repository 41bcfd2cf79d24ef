-- Asks for the right to ask a payment provider for an access token.
-- KEYS: 1 token · 2 claim · 3 rest after a failure · 4 failures in a row
-- ARGV: 1 who asks · 2 how long the claim holds, ms · 3 the stored token that cannot be used, '' = none seen
--       4 '1' = take that one away
-- Returns {'stored', token, ms it is still kept}, {'resting', ms}, {'claimed'} or {'busy'}
local stored = redis.call('GET', KEYS[1])
if stored and ARGV[4] == '1' and stored == ARGV[3] then
  redis.call('DEL', KEYS[1])
  stored = false
end
-- The second look: between the caller's first look and now somebody else may have got one.
if stored and stored ~= ARGV[3] then return { 'stored', stored, redis.call('PTTL', KEYS[1]) } end
local rest = redis.call('PTTL', KEYS[3])
if rest > 0 then return { 'resting', tostring(rest) } end
-- Asked again because the first answer was lost, it is ours already.
if redis.call('GET', KEYS[2]) == ARGV[1] or redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return { 'claimed' }
end
return { 'busy' }
