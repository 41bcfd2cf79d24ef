-- Ends the owner's own lock and puts the token back, in one step.
-- Returns 'released' or 'lost' (the asker does not have the lock any more)
if redis.call('GET', OWNER) ~= ME then return 'lost' end
redis.call('DEL', OWNER)
put_token()
return 'released'
