-- Whether this server runs scripts and takes writes now. KEYS[1]: a key of no record, which is gone after a second.
redis.call('SET', KEYS[1], '', 'PX', 1000)
return 'D'
