-- After a booking that was refused: takes the attempt's mark off and gives back what it took itself.
-- ARGV: 4 attempt · 5… places the attempt took
-- Returns {'ended'} or {'NOT_LOADED'}
if not loaded() then return { 'NOT_LOADED' } end
local hold = read_hold()
if hold then
  hold.bookings[ARGV[4]] = nil
  for i = 5, #ARGV do free(hold, ARGV[i]) end
  write_hold(hold)
  publish()
end
return { 'ended' }
