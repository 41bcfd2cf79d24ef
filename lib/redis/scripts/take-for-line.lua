-- Takes seats for somebody in line, all or none, before the offer is written to PostgreSQL: parked or free ones, into the
-- buyer's hold, for a moment. If nothing follows they lapse and are parked again.
-- ARGV: 4 id for the hold (uuid): a hold that grows by an offer is another one, booked under another key ·
--       5 the moment, ms · 6 most places the hold may have · 7… places
-- Returns {'held', hold…}, {'SEAT_ALREADY_HELD', lost place…}, {'SEAT_LIMIT_EXCEEDED', places held already} or
--         {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local lost = {}
for i = 7, #ARGV do
  local place = ARGV[i]
  local parked = redis.call('SISMEMBER', PARKED, place) == 1
  -- An entry that is no parking is a hold's, or of a hold that ended a moment ago and is parked by the next sweep.
  if base_of(place) ~= 0 or redis.call('ZSCORE', INDEX, place) and not parked then lost[#lost + 1] = place end
end
if #lost > 0 then
  table.insert(lost, 1, 'SEAT_ALREADY_HELD')
  return lost
end
local hold = read_hold() or new_hold(ARGV[4], 0)
local held = #hold.places + area_places(hold)
if held + #ARGV - 6 > tonumber(ARGV[6]) then return { 'SEAT_LIMIT_EXCEEDED', tostring(held) } end
hold.id = ARGV[4]
hold.expires = math.max(hold.expires, NOW + tonumber(ARGV[5]))
local fresh = {}
for i = 7, #ARGV do
  fresh[#fresh + 1] = ARGV[i]
  redis.call('SREM', PARKED, ARGV[i])
end
take(hold, fresh, {}, false)
publish()
return tell('held', hold, fresh)
