-- Asked now and then while somebody waits: puts a token back that nobody can bring any more.
-- ARGV: 4 token that has been on its way for too long, or ""
-- Returns {'owned'}, {'free'}, {'on_its_way', token} or {'restored'}
local mark = redis.call('GET', MARK)
if mark == 'owned' then
  if redis.call('EXISTS', OWNER) == 1 then return { 'owned' } end
elseif not mark and redis.call('EXISTS', OWNER) == 1 then
  redis.call('SET', MARK, 'owned', 'PX', TTL + IDLE)
  return { 'owned' }
elseif mark and mark ~= ARGV[4] then
  redis.call('PEXPIRE', MARK, IDLE)
  if redis.call('PEXPIRE', TOKENS, IDLE) == 1 then return { 'free' } end
  return { 'on_its_way', mark }
elseif mark and redis.call('EXISTS', TOKENS) == 1 then
  return { 'free' }
end
-- The owner's time ended, the token on its way is lost, or Redis has forgotten the lock.
redis.call('DEL', TOKENS)
put_token(ME)
return { 'restored' }
