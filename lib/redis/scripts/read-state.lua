-- The whole map and the position it is at, in one step.
-- Returns {'state', generation, seq, packed state} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
return { 'state', redis.call('HGET', FEED, 'generation'), redis.call('HGET', FEED, 'seq'),
  redis.call('GET', STATE) or '' }
