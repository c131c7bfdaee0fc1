-- Take an idempotency key for a request, or say how the request before it fared.
-- KEYS  record
-- ARGV  fingerprint of the request, token of this try, now, how long a try may take (milliseconds), time to live, subject
-- Gives a state, the subject (ids chosen by the first try, so that a later one does not make a second job) and the answer:
--   'yours'  go on            'done'   answered before
--   'busy'   another try is at it      'other'  the key was used for another request
local record = KEYS[1]
local fingerprint, token, now, patience, ttl, subject = unpack(ARGV)
local known = redis.call('HMGET', record, 'fingerprint', 'subject', 'until', 'answer')

if not known[1] then
    redis.call('HSET', record, 'fingerprint', fingerprint, 'subject', subject, 'token', token, 'until', now + patience)
    redis.call('EXPIRE', record, ttl)
    return {'yours', subject, ''}
end
if known[1] ~= fingerprint then return {'other', '', ''} end
if known[4] then return {'done', known[2], known[4]} end
if tonumber(known[3]) > tonumber(now) then return {'busy', '', ''} end
redis.call('HSET', record, 'token', token, 'until', now + patience)
return {'yours', known[2], ''}
