-- End a job without a result, or give it back to the queue (state 'queued': another attempt will come).
-- KEYS  job, events, active, active bytes, article, text
-- ARGV  state, guard ('any', 'attempt' or 'worker'), its value, job id, now, time to live, error code, error message
-- A job that waits is owned by nobody: guard 'worker' lets it pass.
-- Gives 1; or 0 where the job has ended already or belongs to another attempt.
local job, events, active, bytes, article, text = unpack(KEYS)
local target, guard, owner, id, now, ttl = unpack(ARGV, 1, 6)
local state, attempt, worker = unpack(redis.call('HMGET', job, 'state', 'attempt', 'worker'))

if not state or is_final(state) then return 0 end
if guard == 'attempt' and attempt ~= owner then return 0 end
if guard == 'worker' and state == 'running' and worker ~= owner then return 0 end
if target == 'queued' then
    if state == 'queued' then return 0 end
    change(job, events, 'state', 'queued', 'stage', '', 'share', '0', 'worker', '')
    return 1
end
change(job, events, 'state', target, 'stage', '', 'ended', now, 'expires', now + ttl * 1000,
    'error_code', ARGV[7], 'error_message', ARGV[8])
settle(active, bytes, id)
for _, key in ipairs({text, article, job, events}) do redis.call('EXPIRE', key, ttl) end
return 1
