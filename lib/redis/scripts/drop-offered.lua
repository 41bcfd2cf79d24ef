-- Takes seats that the line brought out of the buyer's hold: declined, or not offered after all. They are parked for the
-- next in line; what is left of the hold has no more time than any other.
-- ARGV: 4 hold time, ms · 5… places
-- Returns {'held', what is left of the hold…}, {'NO_HOLD'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
for i = 5, #ARGV do
  local place = ARGV[i]
  if hold then free(hold, place) end
  local noted = redis.call('HGET', OFFERED, place)
  if noted and string.sub(noted, 1, #USER + 1) == USER .. ':' then redis.call('HDEL', OFFERED, place) end
end
if not hold then return { 'NO_HOLD' } end
end_offer_time(hold, ARGV[4])
write_hold(hold)
publish()
return tell('held', hold, {})
