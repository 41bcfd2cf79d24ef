-- Takes seats that the line brought out of the buyer's hold: declined, or not offered after all. They are parked for the
-- next in line.
-- ARGV: 4… places
-- Returns {'dropped'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
for i = 4, #ARGV do
  local place = ARGV[i]
  if hold then free(hold, place) end
  local noted = redis.call('HGET', OFFERED, place)
  if noted and string.sub(noted, 1, #USER + 1) == USER .. ':' then redis.call('HDEL', OFFERED, place) end
end
if hold then write_hold(hold) end
publish()
return { 'dropped' }
