-- Words of standing areas, put after prelude.lua. A hold's places of an area are one entry in the area index,
-- "<area>:<hold id>:<quantity>", which has no end of its own. <area>:held grows in the script that puts the entry in and
-- falls only in the script that takes it out, by what the entry says: it can neither pass the capacity nor leak.

-- {["0"] = 2, ["1"] = 1} of "0=2;1=1"
local function quantities_in(text)
  local quantities = {}
  for area, quantity in string.gmatch(text, '(%d+)=(%d+)') do quantities[area] = tonumber(quantity) end
  return quantities
end

local function quantities_told(quantities)
  local told = {}
  for area, quantity in pairs(quantities) do told[#told + 1] = area .. '=' .. quantity end
  table.sort(told)
  return table.concat(told, ';')
end

local function put_entry(entry, ends)
  if redis.call('ZADD', AREA_INDEX, ends, entry) == 0 then return end
  local area, quantity = string.match(entry, '^(%d+):.+:(%d+)$')
  redis.call('HINCRBY', COUNTS, area .. ':held', quantity)
  repaint_area(area)
end

local function drop_entry(entry)
  if redis.call('ZREM', AREA_INDEX, entry) == 0 then return end
  local area, quantity = string.match(entry, '^(%d+):.+:(%d+)$')
  redis.call('HINCRBY', COUNTS, area .. ':held', -quantity)
  repaint_area(area)
end

-- Frees the places of holds that ended more than grace ms ago. An entry's score is always its hold's end.
local function sweep_areas(grace)
  local swept = redis.call('ZRANGEBYSCORE', AREA_INDEX, '-inf', '(' .. NOW - grace, 'LIMIT', 0, 1000)
  for _, entry in ipairs(swept) do drop_entry(entry) end
  return #swept
end

local function entry_of(hold, area)
  return area .. ':' .. hold.id .. ':' .. hold.areas[area]
end

-- A hold just read has what the index says: its record may be a moment older than a sweep.
local function read_entries(hold)
  for area in pairs(hold.areas) do
    local entry = entry_of(hold, area)
    if redis.call('ZSCORE', AREA_INDEX, entry) then hold.entries[area] = entry else hold.areas[area] = nil end
  end
end

-- Brings the index to what the hold has.
local function write_entries(hold, ends)
  for area, entry in pairs(hold.entries) do
    if not hold.areas[area] or entry ~= entry_of(hold, area) then drop_entry(entry) end
  end
  hold.entries = {}
  for area in pairs(hold.areas) do
    hold.entries[area] = entry_of(hold, area)
    put_entry(hold.entries[area], ends)
  end
end

-- Takes places of an area out of the hold; answers how many it had of them.
local function drop_places(hold, area, quantity)
  local had = hold.areas[area] or 0
  local left = math.max(0, had - quantity)
  hold.areas[area] = left > 0 and left or nil
  if hold.claimed_areas[area] then
    hold.claimed_areas[area] = left > 0 and math.min(hold.claimed_areas[area], left) or nil
  end
  return had - left
end

-- How many places of standing areas the hold has in all.
local function area_places(hold)
  local places = 0
  for _, quantity in pairs(hold.areas) do places = places + quantity end
  return places
end

-- What a hold (or none) lacks of the wanted places ("0=2;1=1"), by area; and the areas that have not as many free,
-- each followed by how many are.
local function survey_areas(hold, wanted)
  local fresh, lost = {}, {}
  for area, quantity in pairs(quantities_in(wanted)) do
    local missing = quantity - (hold and hold.areas[area] or 0)
    if missing > 0 then
      local free = free_in(area)
      if free >= missing then fresh[area] = missing else lost[#lost + 1] = area lost[#lost + 1] = tostring(free) end
    end
  end
  return fresh, lost
end
