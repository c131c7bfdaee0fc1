-- Put a delivery that is due into RQ's queue. It is due again later, should its worker not come to an end.
-- KEYS  deliveries that are due, delivery, RQ job, RQ queue, RQ set of queues
-- ARGV  delivery id, now, when it is due again, the RQ job's fields
-- Gives 1; or 0 where it is not due, waits in the queue already, or is gone.
local due, delivery, rq_job, rq_queue, rq_queues = unpack(KEYS)
local id = ARGV[1]
if redis.call('HGET', delivery, 'state') ~= 'pending' then
    redis.call('ZREM', due, id)
    return 0
end
local when = redis.call('ZSCORE', due, id)
if not when or tonumber(when) > tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', due, ARGV[3], id)
if redis.call('LPOS', rq_queue, id) then return 0 end
redis.call('HSET', rq_job, unpack(ARGV, 4))
redis.call('SADD', rq_queues, rq_queue)
redis.call('RPUSH', rq_queue, id)
return 1
