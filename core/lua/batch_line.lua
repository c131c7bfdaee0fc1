-- Note what became of one line of a batch. Safe to send twice.
-- KEYS  batch, its lines
-- ARGV  index, the job's id or '!' and the problem, whether nothing more will come of it ('1': refused, or read before)
local batch, lines = unpack(KEYS)
if redis.call('EXISTS', batch) == 0 then return 0 end
if redis.call('HSETNX', lines, ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('EXPIRE', lines, redis.call('TTL', batch))
if ARGV[3] == '1' then close_line(batch) end
return 1
