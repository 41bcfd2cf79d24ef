-- Extends the buyer's hold for paying, once in its life; not while an offer is in it, which has its own end.
-- ARGV: 4 checkout time, ms · 5 cap from the first seat, ms · 6 id for what is left of a hold after a booking (uuid) ·
--       7 hold time, ms
-- Returns {'held', hold…}, {'NO_HOLD'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if not hold or hold.expires <= NOW then return { 'NO_HOLD' } end
-- A hold that was booked whole stays: asked again under its id, its booking is found.
local booked = booked_in(hold)
if #booked > 0 and #booked < #hold.places then part_with(hold, booked, ARGV[6], ARGV[7]) end
if hold.extended == 0 and #hold.offered == 0 then
  hold.extended = 1
  rearm(hold, ARGV[4], ARGV[5])
  write_hold(hold)
end
return tell('held', hold, {})
