-- Claims an event. KEYS[1]: its record. ARGV: owner (16 bytes), digest (16), lease in ms, retention in ms.
-- Replies A fence attempt takenOver bodyChanged | P remaining ms | D status | X status | U for what is no record.
--
-- A record is the state, the fence (8 bytes), the digest (16), and then
--   C completed:   status (2)
--   R released:    expires at (8), attempt (4)
--   P in progress: expires at (8), attempt (4), lease until (8), owner (16)
local clock = redis.call('TIME')
local micros = clock[1] * 1000000 + clock[2]
local now = math.floor(micros / 1000)
local fence, attempt, expires = micros, 1, now + tonumber(ARGV[4])
local takenOver, bodyChanged = 0, 0

local record = redis.call('GET', KEYS[1])
if record then
  local state, length = string.sub(record, 1, 1), #record
  if state == 'C' and length == 27 then
    return (string.sub(record, 10, 25) == ARGV[2] and 'D' or 'X') .. string.sub(record, 26, 27)
  end
  if not ((state == 'R' and length == 37) or (state == 'P' and length == 61)) then
    return 'U'
  end
  local lastFence = struct.unpack('>I8', record, 2)
  local lastExpires, lastAttempt = struct.unpack('>I8I4', record, 26)
  local leased, sameOwner = false, false
  if state == 'P' then
    local leaseUntil = struct.unpack('>I8', record, 38)
    leased = leaseUntil > now
    sameOwner = string.sub(record, 46, 61) == ARGV[1]
    if leased and not sameOwner then
      return 'P' .. struct.pack('>I8', leaseUntil - now)
    end
  end
  local remembered = leased or lastExpires > now
  if remembered then
    expires = lastExpires
  end
  if remembered and sameOwner then
    -- The same request once more: a client sends again what got no answer.
    fence, attempt = lastFence, lastAttempt
  else
    fence = math.max(lastFence + 1, micros)
    if remembered then
      attempt = math.min(lastAttempt + 1, 2147483647)
      takenOver = state == 'P' and 1 or 0
      bodyChanged = string.sub(record, 10, 25) ~= ARGV[2] and 1 or 0
    end
  end
end

local leaseUntil = now + tonumber(ARGV[3])
local written = struct.pack('>c1I8c16I8I4I8c16', 'P', fence, ARGV[2], expires, attempt, leaseUntil, ARGV[1])
-- The key outlives the lease: who completes late, before anybody took over, must still find it.
redis.call('SET', KEYS[1], written, 'PXAT', string.format('%.0f', math.max(expires, leaseUntil)))
return 'A' .. struct.pack('>I8I4BB', fence, attempt, takenOver, bodyChanged)
