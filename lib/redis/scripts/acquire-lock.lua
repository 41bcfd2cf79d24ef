-- Takes a lock that nobody has and nobody waits for, in one step.
-- Returns 'owned' or 'taken' (wait for the token)
local mark = redis.call('GET', MARK)
if not mark then
  redis.call('DEL', TOKENS)
  return own()
end
if mark == 'owned' then
  -- The owner's time is over: the turn goes to who has waited longest, and that is not who has just come.
  if redis.call('EXISTS', OWNER) == 0 then put_token() end
  return 'taken'
end
if redis.call('LPOP', TOKENS) then return own() end
return 'taken'
