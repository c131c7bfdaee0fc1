-- Answer a submission with a copy of a result that is there already (same text and options, other metadata).
-- KEYS  result to copy, result, job, events, article, text
-- ARGV  time to live, text, two counts (article, job fields) and the fields
-- Gives 1; or 0 where the result has gone meanwhile.
local source, result, job, events, article, text = unpack(KEYS)
local ttl, n_article, n_job = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4])

if redis.call('EXISTS', source) == 0 then return 0 end
redis.call('COPY', source, result, 'REPLACE')
redis.call('SET', text, ARGV[2])
redis.call('HSET', article, unpack(ARGV, 5, 4 + n_article))
change(job, events, unpack(ARGV, 5 + n_article, 4 + n_article + n_job))
for _, key in ipairs({result, text, article, job, events}) do redis.call('EXPIRE', key, ttl) end
return 1
