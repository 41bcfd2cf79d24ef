-- Ends the owner's own lock and puts the token back, in one step; or gives back a token that was not made use of.
-- ARGV: 4 the token the asker was handed, or ""
-- Returns 'released' or 'lost' (the asker has neither the lock nor the turn any more)
local is_mine = redis.call('GET', OWNER) == ME
-- A token that counts and does not lie in the list is with who was handed it, and nobody else.
local brings = ARGV[4] ~= '' and redis.call('GET', MARK) == ARGV[4] and redis.call('EXISTS', TOKENS) == 0
if not is_mine and not brings then return 'lost' end
if is_mine then redis.call('DEL', OWNER) end
put_token(brings and ARGV[4] .. '+' or ME)
return 'released'
