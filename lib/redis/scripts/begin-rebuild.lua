-- Begins a rebuild: leaves a mark that only this memory of this server knows, so that what is lost again while the
-- seats are told (emptied, restarted) is noticed at the end.
-- ARGV: 4 the rebuild's name
-- Returns {'begun'}
redis.call('HSET', FEED, 'rebuild:' .. ARGV[4], RUN)
keep_for_days()
return { 'begun' }
