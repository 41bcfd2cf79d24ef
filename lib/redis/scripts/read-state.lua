-- The whole map and the position it is at, in one step.
-- Returns {'state', generation, seq, free places of standing areas "area=places;…", packed state} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local free, counts = {}, redis.call('HGETALL', COUNTS)
for i = 1, #counts, 2 do
  local area = string.match(counts[i], '^(%d+):free$')
  if area then free[area] = counts[i + 1] end
end
return { 'state', redis.call('HGET', FEED, 'generation'), redis.call('HGET', FEED, 'seq'), quantities_told(free),
  redis.call('GET', STATE) or '' }
