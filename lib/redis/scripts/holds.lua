-- Words of holds, put after prelude.lua, parking.lua and areas.lua.

-- Ends the holds that ended more than grace ms ago; answers how many entries it looked at.
local function sweep(grace)
  return sweep_seats(grace) + sweep_areas(grace)
end

-- A hold with nothing in it yet. bookings = its booking attempts under way, by their deadline; areas = places of
-- standing areas, by area; entries = their entries in the index as they stand; offered = those of its places that the
-- line brought; had_offer = there were some when it was read.
local function new_hold(id, expires)
  return { id = id, first = NOW, expires = expires, extended = 0, places = {}, claimed = {}, bookings = {},
    areas = {}, claimed_areas = {}, entries = {}, offered = {} }
end

-- The buyer's hold, or nil.
local function read_hold()
  local flat = redis.call('HGETALL', HOLD)
  if #flat == 0 then return nil end
  local hold = new_hold()
  for i = 1, #flat, 2 do
    local name, value = flat[i], flat[i + 1]
    local attempt = string.match(name, '^booking:(.+)$')
    if attempt then
      if tonumber(value) > NOW then hold.bookings[attempt] = tonumber(value) end
    elseif name == 'places' or name == 'claimed' then
      for place in string.gmatch(value, '%d+') do table.insert(hold[name], place) end
    elseif name == 'areas' or name == 'claimed_areas' then
      hold[name] = quantities_in(value)
    elseif name == 'id' then
      hold.id = value
    else
      hold[name] = tonumber(value)
    end
  end
  read_entries(hold)
  if #hold.places > 0 then
    for i, noted in ipairs(redis.call('HMGET', OFFERED, unpack(hold.places))) do
      if noted and string.sub(noted, 1, #USER + 1) == USER .. ':' then table.insert(hold.offered, hold.places[i]) end
    end
  end
  hold.had_offer = #hold.offered > 0
  return hold
end

-- Takes a value out of a list; answers whether it was there.
local function take_out(list, value)
  for i, each in ipairs(list) do
    if each == value then
      table.remove(list, i)
      return true
    end
  end
  return false
end

-- Gives a hold its full time (ms) anew, never past its cap. One with an offer in it ends with the offer, whatever its
-- buyer does meanwhile.
local function rearm(hold, time, cap)
  if #hold.offered > 0 then return end
  hold.expires = math.max(hold.expires, math.min(NOW + tonumber(time), hold.first + tonumber(cap)))
end

-- Once the last seat that the line brought has left a hold, the rest of it has no more than the time (ms) of any hold:
-- else an offer would be a way to keep other seats for as long as it lasts.
local function end_offer_time(hold, time)
  if hold.had_offer and #hold.offered == 0 then hold.expires = math.min(hold.expires, NOW + tonumber(time)) end
end

local function value_of(hold) return USER .. ':' .. hold.id end

local function is_booking(hold) return next(hold.bookings) ~= nil end

-- Writes the hold: its record, a seat_lock a place, its index entries, those of standing areas with their counts. All
-- end together: when the hold ends, or when the last booking attempt's deadline passes, whichever is later. An ended or
-- empty hold leaves nothing but index entries for the sweep.
local function write_hold(hold)
  local ends = hold.expires
  for _, deadline in pairs(hold.bookings) do ends = math.max(ends, deadline) end
  redis.call('DEL', HOLD)
  write_entries(hold, ends)
  if #hold.places == 0 and next(hold.areas) == nil then return end
  for _, place in ipairs(hold.places) do
    redis.call('SET', LOCK_PREFIX .. place, value_of(hold), 'PXAT', ends)
    redis.call('ZADD', INDEX, ends, place)
  end
  if ends <= NOW then return end
  redis.call('HSET', HOLD, 'id', hold.id, 'first', hold.first, 'expires', hold.expires,
    'extended', hold.extended, 'judged', hold.judged or 0, 'places', table.concat(hold.places, ','),
    'claimed', table.concat(hold.claimed, ','))
  if next(hold.areas) ~= nil then
    redis.call('HSET', HOLD, 'areas', quantities_told(hold.areas), 'claimed_areas', quantities_told(hold.claimed_areas))
  end
  for attempt, deadline in pairs(hold.bookings) do
    redis.call('HSET', HOLD, 'booking:' .. attempt, deadline)
  end
  redis.call('PEXPIREAT', HOLD, ends)
end

-- Frees one place of the hold, only where its seat_lock is still this hold's.
local function free(hold, place)
  if redis.call('GET', LOCK_PREFIX .. place) == value_of(hold) then
    redis.call('DEL', LOCK_PREFIX .. place)
    come_free(place, NOW, true)
  end
  take_out(hold.offered, place)
  return take_out(hold.places, place)
end

-- Its places that PostgreSQL says are booked: after a booking whose process died before it could say so, as the outbox
-- knows of no holds. None while an attempt is under way, which says so itself; none with standing areas, as nobody
-- knows by then how many of its places there were booked too.
local function booked_in(hold)
  local booked = {}
  if is_booking(hold) or next(hold.areas) ~= nil then return booked end
  for _, place in ipairs(hold.places) do
    local base = base_of(place)
    if base == 1 or base == 2 then booked[#booked + 1] = place end
  end
  return booked
end

-- Parts the hold from what was booked. What is left is another hold, with an id and no more than the time (ms) of any.
local function part_with(hold, booked, id, time)
  for _, place in ipairs(booked) do free(hold, place) end
  end_offer_time(hold, time)
  hold.id = id
  write_hold(hold)
end

-- Ends a booking attempt of the hold; after the last one, what the attempts took and did not book is free again.
local function end_attempt(hold, attempt)
  hold.bookings[attempt] = nil
  if is_booking(hold) then return end
  for _, place in ipairs(hold.claimed) do free(hold, place) end
  for area, quantity in pairs(hold.claimed_areas) do drop_places(hold, area, quantity) end
  hold.claimed, hold.claimed_areas = {}, {}
end

-- Why a place cannot become the buyer's: 'mine' already, nil when free, else the refusal code.
local function obstacle(place)
  local base = base_of(place)
  if base == 1 then return 'SEAT_ALREADY_HELD' end
  if base == 2 then return 'SEAT_ALREADY_SOLD' end
  if base == 3 then return 'SEAT_WITHHELD' end
  local owner = redis.call('GET', LOCK_PREFIX .. place)
  if owner then
    if string.sub(owner, 1, #USER + 1) == USER .. ':' then return 'mine' end
    return 'SEAT_ALREADY_HELD'
  end
  if redis.call('ZSCORE', INDEX, place) then return 'SEAT_ALREADY_HELD' end
  return nil
end

-- Sorts the wanted places (ARGV from first_arg on) into free ones and lost ones, and the code of the first loss.
local function survey(first_arg)
  local fresh, lost, code = {}, {}, nil
  for i = first_arg, #ARGV do
    local why = obstacle(ARGV[i])
    if why == nil then
      fresh[#fresh + 1] = ARGV[i]
    elseif why ~= 'mine' then
      lost[#lost + 1] = ARGV[i]
      code = code or why
    end
  end
  return fresh, lost, code
end

-- Adds free places and places of standing areas to the hold, for the buyer or for a booking attempt, and shows them as
-- held.
local function take(hold, fresh, fresh_areas, by_attempt)
  for _, place in ipairs(fresh) do
    hold.places[#hold.places + 1] = place
    if by_attempt then hold.claimed[#hold.claimed + 1] = place end
  end
  for area, quantity in pairs(fresh_areas) do
    hold.areas[area] = (hold.areas[area] or 0) + quantity
    if by_attempt then hold.claimed_areas[area] = (hold.claimed_areas[area] or 0) + quantity end
  end
  write_hold(hold)
  for _, place in ipairs(fresh) do repaint(place) end
end

-- A hold as the callers read it: word, id, first, expires, extended, judged, now, offered places ("3,17"), areas, extra
-- areas, number of extra values, extras…, places…
local function tell(word, hold, extras, extra_areas)
  local told = { word, hold.id, tostring(hold.first), tostring(hold.expires), tostring(hold.extended),
    tostring(hold.judged or 0), tostring(NOW), table.concat(hold.offered, ','),
    quantities_told(hold.areas), quantities_told(extra_areas or {}), tostring(#extras) }
  for _, extra in ipairs(extras) do told[#told + 1] = extra end
  for _, place in ipairs(hold.places) do told[#told + 1] = place end
  return told
end

-- Whether rows look otherwise than when they were judged. watched = "12=0;13=1;…": place, and whether another has it.
local function rows_changed(watched)
  for place, bit in string.gmatch(watched, '(%d+)=([01])') do
    local why = obstacle(place)
    if (why ~= nil and why ~= 'mine') ~= (bit == '1') then return true end
  end
  return false
end
