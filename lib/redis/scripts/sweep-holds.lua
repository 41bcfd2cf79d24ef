-- Frees what holds that have ended had; the only thing that does. Publishes the releases.
-- Returns {'swept', number of entries looked at} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local swept = sweep(0)
publish()
return { 'swept', tostring(swept) }
