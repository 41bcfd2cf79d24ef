-- Words of seats that come free, put after prelude.lua. A parked seat is an index entry without a seat_lock: nobody can
-- take it until the sweep frees it, at its entry's score, or an offer does. So nobody wins a lapsed seat by watching
-- the clock, and the line is asked before the crowd.

-- What a seat that somebody stands by for stays parked at least, ms: time for the job to offer it. With the sweeps' own
-- half seconds it is less than the 5 s an abandoned seat may take beyond its fair-release window.
local LINE_TIME = 3500

-- Whether somebody stands by for the place.
local function is_waited_for(place)
  return redis.call('GETBIT', STANDBY, place) == 1
end

-- When what came free at a moment returns, somewhere within the schedule's window: the seats of one hold together.
-- Drawn from the microseconds of the clock: Redis seeds its own random numbers alike for every script.
local drawn = {}
local function return_moment(since)
  if not drawn[since] then
    if next(drawn) == nil then math.randomseed(tonumber(clock[2])) end
    drawn[since] = since + math.floor(math.random() * tonumber(redis.call('HGET', FEED, 'fair_release') or 0))
  end
  return drawn[since]
end

-- A place nobody has any more since a moment (ms): parked, or free at once. Dropped by its buyer, it waits for the line
-- only.
local function come_free(place, since, dropped)
  redis.call('HDEL', OFFERED, place)
  local back = dropped and since or return_moment(since)
  if is_waited_for(place) then back = math.max(back, NOW + LINE_TIME) end
  if back > NOW and base_of(place) == 0 then
    redis.call('SADD', PARKED, place)
    redis.call('ZADD', INDEX, back, place)
  else
    redis.call('SREM', PARKED, place)
    redis.call('ZREM', INDEX, place)
  end
  repaint(place)
end

-- Parks places whose hold ended more than grace ms ago, frees those that were parked until then; not where a newer
-- holder's key is there. One winner, atomically.
local function sweep_seats(grace)
  local swept = redis.call('ZRANGEBYSCORE', INDEX, '-inf', NOW - grace, 'WITHSCORES', 'LIMIT', 0, 1000)
  for i = 1, #swept, 2 do
    local place, ended = swept[i], tonumber(swept[i + 1])
    local left = redis.call('PTTL', LOCK_PREFIX .. place)
    if left > 0 then
      redis.call('ZADD', INDEX, NOW + left, place)
    elseif redis.call('SREM', PARKED, place) == 1 then
      redis.call('ZREM', INDEX, place)
      repaint(place)
    else
      come_free(place, ended, false)
    end
  end
  return #swept / 2
end
