-- Begin an attempt.
-- KEYS  job, events, waiting
-- ARGV  now, worker, most attempts, job id
-- Gives the attempt's number; 0 where the job has ended or is gone; -1 where it was tried too often already.
local job, events, waiting = unpack(KEYS)
local state, attempt = unpack(redis.call('HMGET', job, 'state', 'attempt'))

redis.call('ZREM', waiting, ARGV[4])
if not state or is_final(state) then return 0 end
attempt = tonumber(attempt) + 1
if attempt > tonumber(ARGV[3]) then return -1 end
change(job, events, 'state', 'running', 'attempt', attempt, 'started', ARGV[1], 'worker', ARGV[2], 'stage', '', 'share', '0')
return attempt
