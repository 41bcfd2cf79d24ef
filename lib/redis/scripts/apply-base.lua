-- Brings PostgreSQL's word on seats to the map: a seat's base changes only where the epoch is newer than the one known,
-- so late, repeated and reordered calls are harmless. Works on an unloaded schedule too (a rebuild uses it).
-- With a user: those seats leave the user's hold (they are booked), and attempt's mark is taken off.
-- ARGV: 4 attempt or "" · 5… place, base code, epoch; again and again
-- Returns {'applied'}
local hold = USER ~= '' and read_hold() or nil
for i = 5, #ARGV, 3 do
  local place, code, epoch = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  if epoch > redis.call('BITFIELD', EPOCHS, 'GET', 'u32', '#' .. place)[1] then
    redis.call('BITFIELD', EPOCHS, 'SET', 'u32', '#' .. place, epoch)
    redis.call('BITFIELD', BASE, 'SET', 'u2', '#' .. place, code)
  end
  if hold then free(hold, place) end
  repaint(place)
end
if hold then
  end_attempt(hold, ARGV[4])
  write_hold(hold)
end
publish()
return { 'applied' }
