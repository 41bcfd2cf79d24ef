-- Holds seats and places of standing areas for a buyer: all of them or none. Re-arms the hold to its full time, never
-- past its cap.
-- ARGV: 4 id for a new hold, or for what is left of one after a booking (uuid) · 5 hold time, ms · 6 cap from the first seat, ms · 7 most places a hold may have ·
--       8 rows as they were judged (rows_changed), or "" · 9 places of standing areas the hold shall have at least,
--       "area=places;…" · 10… places
-- Returns {'held', hold… with the freshly taken places as extras}, {CODE of the first loss, lost place…},
--         {'NOT_ENOUGH_PLACES', area, places free, …}, {'SEAT_LIMIT_EXCEEDED', places held already},
--         {'BOOKING_IN_PROGRESS'}, {'ROW_CHANGED'} (judge again) or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
-- A dead sweeper must block nobody: what is long overdue is swept here.
sweep(5000)
local hold = read_hold()
if hold and is_booking(hold) then publish() return { 'BOOKING_IN_PROGRESS' } end
local booked = hold and booked_in(hold) or {}
if #booked > 0 then
  part_with(hold, booked, ARGV[4], ARGV[5])
  if #hold.places == 0 then hold = nil end
end
local fresh, lost, code = survey(10)
if code then
  publish()
  table.insert(lost, 1, code)
  return lost
end
local fresh_areas, full = survey_areas(hold, ARGV[9])
if #full > 0 then
  publish()
  return { 'NOT_ENOUGH_PLACES', unpack(full) }
end
if rows_changed(ARGV[8]) then publish() return { 'ROW_CHANGED' } end
hold = hold or new_hold(ARGV[4], 0)
local held, more = #hold.places + area_places(hold), #fresh
for _, quantity in pairs(fresh_areas) do more = more + quantity end
if held + more > tonumber(ARGV[7]) then
  publish()
  return { 'SEAT_LIMIT_EXCEEDED', tostring(held) }
end
-- A checkout's longer time is not cut short by another seat.
rearm(hold, ARGV[5], ARGV[6])
hold.claimed, hold.claimed_areas = {}, {}
if #fresh > 0 or ARGV[8] ~= '' then hold.judged = ARGV[8] ~= '' and 1 or 0 end
take(hold, fresh, fresh_areas, false)
publish()
return tell('held', hold, fresh, fresh_areas)
