-- Take a job that has no record any more off the list of those that wait or run.
-- KEYS  active, active bytes
-- ARGV  job id
settle(KEYS[1], KEYS[2], ARGV[1])
return 1
