-- Before a booking's transaction: proves that the seats and places of standing areas are the buyer's, or takes the free
-- ones, and marks the hold as being booked until a deadline that outlasts the transaction. Until then no drop, release or sweep touches it.
-- ARGV: 4 id for a new hold (uuid) · 5 hold time, ms · 6 attempt (unique) · 7 time for the booking, ms ·
--       8 id the hold must have, or "" · 9 rows as they were judged (rows_changed), or "" ·
--       10 places of standing areas, "area=places;…" · 11… places; none of both = all that the hold with that id has
-- Returns {'held', hold… with the freshly taken places as extras}, {CODE of the first loss, lost place…},
--         {'NOT_ENOUGH_PLACES', area, places free, …}, {'HOLD_EXPIRED'}, {'ROW_CHANGED'} (judge again) or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
sweep(5000)
local hold = read_hold()
if ARGV[8] ~= '' and (not hold or hold.id ~= ARGV[8]) then publish() return { 'HOLD_EXPIRED' } end
local fresh, lost, code = survey(11)
if code then
  publish()
  table.insert(lost, 1, code)
  return lost
end
local fresh_areas, full = survey_areas(hold, ARGV[10])
if #full > 0 then
  publish()
  return { 'NOT_ENOUGH_PLACES', unpack(full) }
end
if rows_changed(ARGV[9]) then publish() return { 'ROW_CHANGED' } end
hold = hold or new_hold(ARGV[4], NOW + tonumber(ARGV[5]))
-- Counted from the hold's end once that is past: attempts that follow one another must not keep it for ever.
hold.bookings[ARGV[6]] = math.min(NOW, hold.expires) + tonumber(ARGV[7])
take(hold, fresh, fresh_areas, true)
publish()
return tell('held', hold, fresh, fresh_areas)
