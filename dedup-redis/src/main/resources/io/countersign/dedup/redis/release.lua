-- Gives a claim back. KEYS[1]: the record. ARGV: fence (8 bytes). Replies D done | L lost.
local record = redis.call('GET', KEYS[1])
if not record or string.sub(record, 2, 9) ~= ARGV[1] then
  return 'L'
end
local state = string.sub(record, 1, 1)
if state == 'R' then
  return 'D'
end
if state ~= 'P' then
  return 'L'
end
redis.call('SET', KEYS[1], 'R' .. string.sub(record, 2, 37), 'KEEPTTL')
return 'D'
