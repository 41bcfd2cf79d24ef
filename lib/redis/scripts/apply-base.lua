-- Brings PostgreSQL's word on seats and standing areas to the map: a base changes only where the epoch is newer than the
-- one known, so late, repeated and reordered calls are harmless. Works on an unloaded schedule too (a rebuild uses it).
-- With a user: those seats and places leave the user's hold (they are booked), and attempt's mark is taken off. What is left
-- is another hold: its booking must not be taken for a repeat of this one.
-- ARGV: 4 attempt or "" · 5 hold time, ms, with an attempt · 6 standing areas "area,capacity,live,epoch,places booked;…" ·
--       7 id for what is left of the hold (uuid), with a user · 8… place, base code, epoch; again and again
-- Returns {'applied'}
local hold = USER ~= '' and read_hold() or nil
local has_less = false
for i = 8, #ARGV, 3 do
  local place, code, epoch = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  if epoch > redis.call('BITFIELD', EPOCHS, 'GET', 'u32', '#' .. place)[1] then
    redis.call('BITFIELD', EPOCHS, 'SET', 'u32', '#' .. place, epoch)
    local before = redis.call('BITFIELD', BASE, 'SET', 'u2', '#' .. place, code)[1]
    -- Cancelled, expired or put back into the sale. A buyer's hold from before a withholding goes on.
    if before ~= 0 and code == 0 and not redis.call('ZSCORE', INDEX, place) then come_free(place, NOW, false) end
  end
  if hold and free(hold, place) then has_less = true end
  repaint(place)
end
for area, capacity, live, epoch, booked in string.gmatch(ARGV[6], '(%d+),(%d+),(%d+),(%d+),(%d+)') do
  if tonumber(epoch) > tonumber(redis.call('HGET', COUNTS, area .. ':epoch') or -1) then
    redis.call('HSET', COUNTS, area .. ':capacity', capacity, area .. ':live', live, area .. ':epoch', epoch)
  end
  if hold and drop_places(hold, area, tonumber(booked)) > 0 then has_less = true end
  repaint_area(area)
end
if hold then
  end_attempt(hold, ARGV[4])
  end_offer_time(hold, ARGV[5])
  if has_less then hold.id = ARGV[7] end
  write_hold(hold)
end
publish()
keep_for_days()
return { 'applied' }
