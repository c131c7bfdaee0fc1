-- Put a job back into RQ's queue, in front, if it is in none of the places where it could be.
-- KEYS  RQ queue, RQ intermediate queue, RQ job
-- ARGV  job id, where it was seen ('intermediate' or 'nowhere')
-- Gives 1; or 0 where the job has moved on meanwhile.
local queue, intermediate, rq_job = unpack(KEYS)
local id = ARGV[1]
if redis.call('HGET', rq_job, 'status') ~= 'queued' then return 0 end
if ARGV[2] == 'intermediate' then
    if redis.call('LREM', intermediate, 1, id) == 0 then return 0 end
elseif redis.call('LPOS', intermediate, id) then return 0 end
if redis.call('LPOS', queue, id) then return 0 end
redis.call('LPUSH', queue, id)
return 1
