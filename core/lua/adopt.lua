-- Answer a submission with a copy of a result that is there already (same text and options, other metadata).
-- KEYS  result to copy, text to copy, result, job, events, article, text, the newsroom's index, articles in an index
-- ARGV  time to live, id of the article to copy, id of this one, its time, now, two counts (article, job fields) and the fields
-- Gives 1; or 0 where the result has gone meanwhile.
local source, source_text, result, job, events, article, text, prefix, expiry = unpack(KEYS)
local ttl, n_article, n_job = tonumber(ARGV[1]), tonumber(ARGV[6]), tonumber(ARGV[7])

if redis.call('EXISTS', source, source_text) < 2 then return 0 end
redis.call('COPY', source, result, 'REPLACE')
redis.call('COPY', source_text, text, 'REPLACE')
redis.call('HSET', article, unpack(ARGV, 8, 7 + n_article))
change(job, events, unpack(ARGV, 8 + n_article, 7 + n_article + n_job))
announce(job)
index_copy(prefix, expiry, ARGV[2], ARGV[3], ARGV[4], ARGV[5], ttl)
for _, key in ipairs({result, text, article, job, events}) do redis.call('EXPIRE', key, ttl) end
return 1
