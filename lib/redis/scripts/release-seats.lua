-- Drops seats of the buyer's hold; the rest is re-armed. A hold being booked is left alone.
-- ARGV: 4 hold time, ms · 5 cap from the first seat, ms · 6… places, none = all
-- Returns {'held', what is left of the hold… with the released places as extras; no places when all were dropped},
--         {'NO_HOLD'}, {'BOOKING_IN_PROGRESS'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if not hold then return { 'NO_HOLD' } end
if is_booking(hold) then return { 'BOOKING_IN_PROGRESS' } end
local wanted = {}
for i = 6, #ARGV do wanted[#wanted + 1] = ARGV[i] end
if #wanted == 0 then
  for _, place in ipairs(hold.places) do wanted[#wanted + 1] = place end
end
local released = {}
for _, place in ipairs(wanted) do
  if free(hold, place) then released[#released + 1] = place end
end
if #released > 0 then
  hold.judged = 0
  hold.expires = math.min(math.max(hold.expires, NOW + tonumber(ARGV[4])), hold.first + tonumber(ARGV[5]))
  write_hold(hold)
end
publish()
return tell('held', hold, released)
