-- Takes a lock that nobody has and nobody waits for, in one step.
-- Returns 'owned' or 'taken' (wait for the token)
local mark = redis.call('GET', MARK)
if not mark then
  redis.call('DEL', TOKENS)
  return own()
end
if mark == 'owned' then
  local owner = redis.call('GET', OWNER)
  -- Asked again after an answer that did not come in time.
  if owner == ME then return 'owned' end
  -- The owner's time is over: the turn goes to who has waited longest, and that is not who has just come.
  if not owner then put_token(ME) end
  return 'taken'
end
if redis.call('LPOP', TOKENS) then return own() end
return 'taken'
