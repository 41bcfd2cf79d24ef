-- The buyer's hold as it stands.
-- Returns {'held', hold…}, {'NO_HOLD'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if not hold or hold.expires <= NOW then return { 'NO_HOLD' } end
return tell('held', hold, {})
