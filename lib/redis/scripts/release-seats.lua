-- Drops seats and places of standing areas out of the buyer's hold; the rest is re-armed. A hold being booked is left
-- alone, and so are seats that the line brought: those are declined (drop-offered.lua).
-- ARGV: 4 hold time, ms · 5 cap from the first seat, ms · 6 places of standing areas that stay, "area=places;…" ·
--       7… places; none of both = everything is dropped
-- Returns {'held', what is left of the hold… with what was released as extras; no places when all were dropped},
--         {'NO_HOLD'}, {'BOOKING_IN_PROGRESS'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if not hold then return { 'NO_HOLD' } end
if is_booking(hold) then return { 'BOOKING_IN_PROGRESS' } end
local wanted = {}
for i = 7, #ARGV do wanted[#wanted + 1] = ARGV[i] end
local kept = quantities_in(ARGV[6])
if #wanted == 0 and next(kept) == nil then
  for _, place in ipairs(hold.places) do wanted[#wanted + 1] = place end
  for area in pairs(hold.areas) do kept[area] = 0 end
end
local released, offered = {}, {}
for _, place in ipairs(hold.offered) do offered[place] = true end
for _, place in ipairs(wanted) do
  if not offered[place] and free(hold, place) then released[#released + 1] = place end
end
local released_areas = {}
for area, quantity in pairs(kept) do
  local had = hold.areas[area] or 0
  if had > quantity then released_areas[area] = drop_places(hold, area, had - quantity) end
end
if #released > 0 then hold.judged = 0 end
if #released > 0 or next(released_areas) ~= nil then
  rearm(hold, ARGV[4], ARGV[5])
  write_hold(hold)
end
publish()
return tell('held', hold, released, released_areas)
