-- Makes an offer that PostgreSQL has written a part of its buyer's hold until the offer's end, whatever Redis has lost or
-- believes: another's hold of those seats could never be booked and gives way. Works on an unloaded schedule too (a rebuild
-- uses it), and again and again.
-- ARGV: 4 id for the hold (uuid), where the seats are not in it · 5 what is left of the offer's time, ms · 6… places
-- Returns {'kept'}
local hold = read_hold() or new_hold(ARGV[4], 0)
local there = {}
for _, place in ipairs(hold.places) do there[place] = true end

-- Takes a place out of the hold of whoever has it.
local function evict(place)
  local owner = redis.call('GET', LOCK_PREFIX .. place)
  if not owner or string.sub(owner, 1, #USER + 1) == USER .. ':' then return end
  local record = string.sub(HOLD, 1, #HOLD - #USER) .. string.match(owner, '^(.*):')
  local places = {}
  for held in string.gmatch(redis.call('HGET', record, 'places') or '', '%d+') do
    if held ~= place then places[#places + 1] = held end
  end
  if #places == 0 and redis.call('HEXISTS', record, 'areas') == 0 then redis.call('DEL', record)
  else redis.call('HSET', record, 'places', table.concat(places, ',')) end
end

for i = 6, #ARGV do
  local place = ARGV[i]
  if base_of(place) == 0 then
    evict(place)
    redis.call('SREM', PARKED, place)
    redis.call('HSET', OFFERED, place, USER .. ':' .. NOW)
    if not there[place] then
      hold.id = ARGV[4]
      hold.places[#hold.places + 1] = place
    end
  end
end
hold.expires = math.max(hold.expires, NOW + tonumber(ARGV[5]))
write_hold(hold)
for i = 6, #ARGV do repaint(ARGV[i]) end
publish()
return { 'kept' }
