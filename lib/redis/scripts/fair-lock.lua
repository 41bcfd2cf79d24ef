-- Put before every script of a fair lock. Exactly one of these is true of a lock in use, and says where its turn is:
--   the token lies in the list          nobody has the lock
--   the token is on its way             a waiter was handed it by BLPOP and has not claimed the lock yet
--   the owner key is there              somebody has the lock
--   mark says 'owned', no owner key     the owner's time ended without a word: the turn may be given again at once
-- Redis serves blocked waiters in the order they came, and before anything else once a script has ended. So a token in
-- the list means that nobody is blocked, and taking it overtakes nobody.
--
-- KEYS of every script: 1 what the keys of the lock begin with, fair_lock:{schedule}:<kind>:<id>. All in one slot, they are:
--   …:tokens  list with the one token, whose value is new each time it is put there
--   …:owner   string: who has the lock; ends with the owner's time
--   …:mark    string: 'owned', or the value of the one token that counts. A token that is given up for lost is void
--             from then on: whoever comes with it late has lost its turn. Without a mark the lock was idle for long.
--   …:line    list of those who wait in Redis, in the order of their waiting; only for telling how many are ahead
-- ARGV of every script: 1 who asks (new for each request) · 2 time of an owner, ms · 3 time after which an idle lock
--                       leaves Redis, ms

local TOKENS, OWNER, MARK, LINE = KEYS[1] .. ':tokens', KEYS[1] .. ':owner', KEYS[1] .. ':mark', KEYS[1] .. ':line'
local ME, TTL, IDLE = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

-- Makes the asker the owner; NX, so that no lost mark makes two.
local function own()
  local mine = redis.call('SET', OWNER, ME, 'NX', 'PX', TTL)
  redis.call('SET', MARK, 'owned', 'PX', TTL + IDLE)
  return mine and 'owned' or 'taken'
end

-- Puts the one token there, under a value that no earlier token had.
local function put_token(value)
  redis.call('SET', MARK, value, 'PX', IDLE)
  redis.call('RPUSH', TOKENS, value)
  redis.call('PEXPIRE', TOKENS, IDLE)
end
