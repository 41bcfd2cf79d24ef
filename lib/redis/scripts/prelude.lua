-- Put before every seat script, with parking.lua, areas.lua and holds.lua: the words they share. Two layers make a seat's
-- status. The base (PostgreSQL's word: 0 available, 1 claimed, 2 sold, 3 withheld) changes only by epoch; the overlay is
-- the holds. What the map shows (0 available, 1 held, 2 sold, 3 withheld) is the base, or held where the base is available
-- and the hold index has an entry. A seat is taken while its seat_lock exists or its index entry is unswept; with an
-- entry alone it is parked (parking.lua).
--
-- KEYS of every script, all in the slot of {schedule}:
--   1 seat_feed:{s}    hash: run (the server's run id), generation, seq (number of the last seat change),
--                      fair_release (the schedule's window, ms);
--                      rebuild:<name> = run id, while a rebuild is under way
--   2 seat_base:{s}    packed, 2 bits a place
--   3 seat_state:{s}   packed, 2 bits a place
--   4 seat_epochs:{s}  packed, 32 bits a place
--   5 hold_index:{s}   sorted set: place, scored by when its hold ends, or its parking (ms)
--   6 hold:{s}:<user>  hash: id, first, expires, extended, judged (its seats were found legal), places ("3,17"), claimed (those of them that a booking
--                      attempt took, not the buyer), booking:<attempt> = deadline (times in ms).
--                      areas ("0=2;1=1": places of standing areas) and claimed_areas likewise.
--                      Scripts that concern no buyer get the schedule's key without a user and do not touch it.
--   7 area_index:{s}   sorted set: an entry per hold and standing area (areas.lua), scored by when the hold ends (ms)
--   8 area_counts:{s}  hash: <area>:capacity, <area>:live, <area>:epoch (PostgreSQL's word), <area>:held (what the index
--                      is worth) and <area>:free (what the map shows)
--   9 parked:{s}       set: places whose index entry is a parking
--   10 standby:{s}     bits: places somebody stands by for; kept alive by the standby job
--   11 offered:{s}     hash: place, held for its buyer as PostgreSQL's offer says = <user>:<when it was noted here, ms>
-- ARGV of every script: 1 run id of the server the caller knows · 2 "seat_lock:{s}:" · 3 user id or ""
-- None of it stays for ever: holds end, and keep_for_days sees to the rest.
-- Any script but those of a rebuild may answer {'NOT_LOADED'}: rebuild from PostgreSQL, then ask again.

local FEED, BASE, STATE, EPOCHS, INDEX, HOLD = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local AREA_INDEX, COUNTS = KEYS[7], KEYS[8]
local PARKED, STANDBY, OFFERED = KEYS[9], KEYS[10], KEYS[11]
local RUN, LOCK_PREFIX, USER = ARGV[1], ARGV[2], ARGV[3]

local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function loaded()
  return redis.call('HGET', FEED, 'run') == RUN
end

-- Lets what Redis has of a schedule go two days after its last sweep or its last word of PostgreSQL; every hour it is put
-- off. The feed goes first: without it the map is known to be lost, and half a map would show sold seats as free.
local KEPT, HOUR = 172800000, 3600000
local function keep_for_days()
  -- Within the hour only what is new gets its end.
  local is_due = redis.call('PTTL', FEED) < KEPT - HOUR
  if is_due then redis.call('PEXPIRE', FEED, KEPT) end
  for _, key in ipairs({ BASE, STATE, EPOCHS, INDEX, AREA_INDEX, COUNTS, PARKED, OFFERED }) do
    if is_due then redis.call('PEXPIRE', key, KEPT + 2 * HOUR) else redis.call('PEXPIRE', key, KEPT + 2 * HOUR, 'NX') end
  end
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

-- How many places of a standing area are free: neither in live bookings nor in holds. Never below none: right after a
-- booking its places may count twice, as live and as held.
local function free_in(area)
  local counts = redis.call('HMGET', COUNTS, area .. ':capacity', area .. ':live', area .. ':held')
  return math.max(0, (tonumber(counts[1]) or 0) - (tonumber(counts[2]) or 0) - (tonumber(counts[3]) or 0))
end

-- Brings what the map shows of a standing area up to date; notes the change, if it is one.
local area_changes = {}
local function repaint_area(area)
  local free = free_in(area)
  if tonumber(redis.call('HGET', COUNTS, area .. ':free')) ~= free then
    redis.call('HSET', COUNTS, area .. ':free', free)
    area_changes[area] = free
  end
end

-- Tells every instance what changed, with the position it happened at.
local function publish()
  if #changes == 0 and next(area_changes) == nil or not loaded() then return end
  local seq = redis.call('HINCRBY', FEED, 'seq', 1)
  local areas = {}
  for area, free in pairs(area_changes) do areas[#areas + 1] = '[' .. area .. ',' .. free .. ']' end
  redis.call('PUBLISH', FEED, '{"generation":"' .. redis.call('HGET', FEED, 'generation') ..
    '","seq":' .. seq .. ',"seats":[' .. table.concat(changes, ',') .. ']' ..
    (#areas > 0 and ',"areas":[' .. table.concat(areas, ',') .. ']' or '') .. '}')
end
