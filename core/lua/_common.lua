-- Put in front of every script of this folder.

-- Set fields of a job, count its version up (the ETag) and tell those who listen to its events.
local function change(job, events, ...)
    redis.call('HSET', job, ...)
    local version = redis.call('HINCRBY', job, 'version', 1)
    local now = redis.call('HMGET', job, 'state', 'stage', 'share', 'attempt')
    redis.call('XADD', events, 'MAXLEN', 100, version .. '-0',
        'state', now[1], 'stage', now[2] or '', 'share', now[3] or '0', 'attempt', now[4] or '0')
    return version
end

-- Take a job off the list of those that wait or run.
local function settle(active, bytes, id)
    redis.call('ZREM', active, id)
    local size = redis.call('HGET', bytes, id)
    if size then
        redis.call('HDEL', bytes, id)
        redis.call('HINCRBY', bytes, 'total', -tonumber(size))
    end
end

local function is_final(state)
    return state == 'succeeded' or state == 'failed' or state == 'canceled'
end

