-- Ends a rebuild: from now on this server's seat map of the schedule counts, under a new generation.
-- ARGV: 4 the new generation's name, which the rebuild began with · 5 the schedule's fair-release window, ms
-- Returns {'opened'}, {'already'} when another rebuild was quicker, or {'NOT_LOADED'} when what this one told is lost
if loaded() then return { 'already' } end
if redis.call('HGET', FEED, 'rebuild:' .. ARGV[4]) ~= RUN then return { 'NOT_LOADED' } end
redis.call('DEL', FEED)
redis.call('HSET', FEED, 'run', RUN, 'generation', ARGV[4], 'seq', 0, 'fair_release', ARGV[5])
keep_for_days()
redis.call('PUBLISH', FEED, '{"generation":"' .. ARGV[4] .. '","seq":0,"seats":[]}')
return { 'opened' }
