-- Note how far an attempt has come.
-- KEYS  job, events
-- ARGV  attempt, stage, share
-- Gives 1; or 0 where this attempt no longer counts (canceled, or taken over).
local job, events = unpack(KEYS)
local state, attempt = unpack(redis.call('HMGET', job, 'state', 'attempt'))

if state ~= 'running' or attempt ~= ARGV[1] then return 0 end
redis.set_repl(redis.REPL_NONE)  -- no fsync for a note that the next one makes worthless
redis.call('HSET', job, 'stage', ARGV[2], 'share', ARGV[3])
tell(job, events, redis.call('HINCRBY', job, 'version', 1))
return 1
