-- Stores the access token that a claim was made for, and gives the claim back. A claim that has ended meanwhile, or is
-- somebody else's now, stores nothing: theirs is the newer token.
-- KEYS: 1 token · 2 claim · 3 rest after a failure · 4 failures in a row
-- ARGV: 1 who asks · 2 token · 3 how long it is kept, ms
-- Returns 'kept' or 'superseded'
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 'superseded' end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
return 'kept'
