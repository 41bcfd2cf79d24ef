-- Put before every script of this folder: the words they share. Two layers make a seat's status. The base (PostgreSQL's
-- word: 0 available, 1 claimed, 2 sold, 3 withheld) changes only by epoch; the overlay is the holds. What the map shows
-- (0 available, 1 held, 2 sold, 3 withheld) is the base, or held where the base is available and the hold index
-- has an entry. A seat is taken while its seat_lock exists or its index entry is unswept.
--
-- KEYS of every script, all in the slot of {schedule}:
--   1 seat_feed:{s}    hash: run (the server's run id), generation, seq (number of the last seat change);
--                      rebuild:<name> = run id, while a rebuild is under way
--   2 seat_base:{s}    packed, 2 bits a place
--   3 seat_state:{s}   packed, 2 bits a place
--   4 seat_epochs:{s}  packed, 32 bits a place
--   5 hold_index:{s}   sorted set: place, scored by when its hold ends (ms)
--   6 hold:{s}:<user>  hash: id, first, expires, extended, judged (its seats were found legal), places ("3,17"), claimed (those of them that a booking
--                      attempt took, not the buyer), booking:<attempt> = deadline (times in ms).
--                      Scripts that concern no buyer get the schedule's key without a user and do not touch it.
-- ARGV of every script: 1 run id of the server the caller knows · 2 "seat_lock:{s}:" · 3 user id or ""
-- Any script but those of a rebuild may answer {'NOT_LOADED'}: rebuild from PostgreSQL, then ask again.

local FEED, BASE, STATE, EPOCHS, INDEX, HOLD = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local RUN, LOCK_PREFIX, USER = ARGV[1], ARGV[2], ARGV[3]

local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function loaded()
  return redis.call('HGET', FEED, 'run') == RUN
end

local function base_of(place)
  return redis.call('BITFIELD', BASE, 'GET', 'u2', '#' .. place)[1]
end

-- Brings the map's picture of a place up to date; notes the change, if it is one.
local changes = {}
local function repaint(place)
  local shown = base_of(place)
  if shown == 0 and redis.call('ZSCORE', INDEX, place) then shown = 1 end
  if redis.call('BITFIELD', STATE, 'SET', 'u2', '#' .. place, shown)[1] ~= shown then
    changes[#changes + 1] = '[' .. place .. ',' .. shown .. ']'
  end
end

-- Tells every instance what changed, with the position it happened at.
local function publish()
  if #changes == 0 or not loaded() then return end
  local seq = redis.call('HINCRBY', FEED, 'seq', 1)
  redis.call('PUBLISH', FEED, '{"generation":"' .. redis.call('HGET', FEED, 'generation') ..
    '","seq":' .. seq .. ',"seats":[' .. table.concat(changes, ',') .. ']}')
end

-- Frees places whose hold ended more than grace ms ago, unless a newer holder's key is there. One winner, atomically.
local function sweep(grace)
  local swept = redis.call('ZRANGEBYSCORE', INDEX, '-inf', NOW - grace, 'LIMIT', 0, 1000)
  for _, place in ipairs(swept) do
    local left = redis.call('PTTL', LOCK_PREFIX .. place)
    if left > 0 then
      redis.call('ZADD', INDEX, NOW + left, place)
    else
      redis.call('ZREM', INDEX, place)
      repaint(place)
    end
  end
  return #swept
end

-- The buyer's hold, or nil. bookings = its booking attempts under way, by their deadline.
local function read_hold()
  local flat = redis.call('HGETALL', HOLD)
  if #flat == 0 then return nil end
  local hold = { places = {}, claimed = {}, bookings = {} }
  for i = 1, #flat, 2 do
    local name, value = flat[i], flat[i + 1]
    local attempt = string.match(name, '^booking:(.+)$')
    if attempt then
      if tonumber(value) > NOW then hold.bookings[attempt] = tonumber(value) end
    elseif name == 'places' or name == 'claimed' then
      for place in string.gmatch(value, '%d+') do table.insert(hold[name], place) end
    elseif name == 'id' then
      hold.id = value
    else
      hold[name] = tonumber(value)
    end
  end
  return hold
end

local function value_of(hold) return USER .. ':' .. hold.id end

local function is_booking(hold) return next(hold.bookings) ~= nil end

-- Writes the hold: its record, a seat_lock a place, its index entries. All end together: when the hold ends, or when
-- the last booking attempt's deadline passes, whichever is later. An ended or empty hold leaves nothing but index
-- entries for the sweep.
local function write_hold(hold)
  local ends = hold.expires
  for _, deadline in pairs(hold.bookings) do ends = math.max(ends, deadline) end
  redis.call('DEL', HOLD)
  if #hold.places == 0 then return end
  for _, place in ipairs(hold.places) do
    redis.call('SET', LOCK_PREFIX .. place, value_of(hold), 'PXAT', ends)
    redis.call('ZADD', INDEX, ends, place)
  end
  if ends <= NOW then return end
  redis.call('HSET', HOLD, 'id', hold.id, 'first', hold.first, 'expires', hold.expires,
    'extended', hold.extended, 'judged', hold.judged or 0, 'places', table.concat(hold.places, ','), 'claimed', table.concat(hold.claimed, ','))
  for attempt, deadline in pairs(hold.bookings) do
    redis.call('HSET', HOLD, 'booking:' .. attempt, deadline)
  end
  redis.call('PEXPIREAT', HOLD, ends)
end

-- Frees one place of the hold, only where its seat_lock is still this hold's.
local function free(hold, place)
  if redis.call('GET', LOCK_PREFIX .. place) == value_of(hold) then
    redis.call('DEL', LOCK_PREFIX .. place)
    redis.call('ZREM', INDEX, place)
    repaint(place)
  end
  for i, held in ipairs(hold.places) do
    if held == place then
      table.remove(hold.places, i)
      return true
    end
  end
  return false
end

-- Ends a booking attempt of the hold; after the last one, what the attempts took and did not book is free again.
local function end_attempt(hold, attempt)
  hold.bookings[attempt] = nil
  if is_booking(hold) then return end
  for _, place in ipairs(hold.claimed) do free(hold, place) end
  hold.claimed = {}
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

-- Adds free places to the hold, for the buyer or for a booking attempt, and shows them as held.
local function take(hold, fresh, by_attempt)
  for _, place in ipairs(fresh) do
    hold.places[#hold.places + 1] = place
    if by_attempt then hold.claimed[#hold.claimed + 1] = place end
  end
  write_hold(hold)
  for _, place in ipairs(fresh) do repaint(place) end
end

-- A hold as the callers read it: word, id, first, expires, extended, judged, now, number of extra values, extras…,
-- places…
local function tell(word, hold, extras)
  local told = { word, hold.id, tostring(hold.first), tostring(hold.expires), tostring(hold.extended),
    tostring(hold.judged or 0), tostring(NOW), tostring(#extras) }
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
