-- Ends a rebuild: from now on this server's seat map of the schedule counts, under a new generation.
-- ARGV: 4 the new generation's name
-- Returns {'opened'}, or {'already'} when another rebuild was quicker
if loaded() then return { 'already' } end
redis.call('HSET', FEED, 'run', RUN, 'generation', ARGV[4], 'seq', 0)
redis.call('PUBLISH', FEED, '{"generation":"' .. ARGV[4] .. '","seq":0,"seats":[]}')
return { 'opened' }
