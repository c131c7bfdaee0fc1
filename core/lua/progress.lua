-- Note how far an attempt has come.
-- KEYS  job, events
-- ARGV  attempt, stage, share
-- Gives 1; or 0 where this attempt no longer counts (canceled, or taken over).
local job, events = unpack(KEYS)
local state, attempt = unpack(redis.call('HMGET', job, 'state', 'attempt'))

if state ~= 'running' or attempt ~= ARGV[1] then return 0 end
change(job, events, 'stage', ARGV[2], 'share', ARGV[3])
return 1
