-- After a booking that was refused: takes the attempt's mark off. What attempts took themselves is given back with the
-- last of them: a seat may be in another tab's attempt too, and must not be free for others while that one commits.
-- ARGV: 4 attempt
-- Returns {'ended'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if hold then
  end_attempt(hold, ARGV[4])
  write_hold(hold)
  publish()
end
return { 'ended' }
