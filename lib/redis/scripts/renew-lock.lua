-- Gives the owner its full time again.
-- Returns 'owned' or 'lost'
if redis.call('GET', OWNER) ~= ME then return 'lost' end
redis.call('PEXPIRE', OWNER, TTL)
redis.call('SET', MARK, 'owned', 'PX', TTL + IDLE)
return 'owned'
