-- Takes the lock for a waiter that was handed the token.
-- ARGV: 4 the token
-- Returns 'owned' or 'taken' (the token is void: drop it and wait again)
local mark = redis.call('GET', MARK)
-- Asked again after an answer that did not come in time.
if mark == 'owned' and redis.call('GET', OWNER) == ME then return 'owned' end
if mark and mark ~= ARGV[4] then return 'taken' end
if not mark then redis.call('DEL', TOKENS) end
local said = own()
-- Whoever is before me in the line was served, or is gone.
local place = redis.call('LPOS', LINE, ME)
if place then redis.call('LTRIM', LINE, place + 1, -1) end
return said
