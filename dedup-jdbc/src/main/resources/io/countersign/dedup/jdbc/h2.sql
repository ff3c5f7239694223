-- Countersign's claims, format 1, for H2 2.2 or newer. To use another name, replace webhook_dedup throughout.
-- Times and fences are microseconds since 1970: DATEADD(MICROSECOND, expires_at, TIMESTAMP '1970-01-01 00:00:00') reads them.
-- event_key and digest are 16 bytes of a SHA-256 each.
CREATE TABLE IF NOT EXISTS webhook_dedup (
  event_key    UUID     NOT NULL PRIMARY KEY,
  state        SMALLINT NOT NULL, -- 0 released, 1 in progress, 2 completed
  attempts     SMALLINT NOT NULL,
  status       SMALLINT,          -- the HTTP status, once completed
  taken_over   BOOLEAN  NOT NULL,
  body_changed BOOLEAN  NOT NULL,
  fence        BIGINT   NOT NULL,
  lease_until  BIGINT,
  expires_at   BIGINT   NOT NULL,
  digest       UUID     NOT NULL,
  owner        UUID               -- while in progress
);

CREATE INDEX IF NOT EXISTS webhook_dedup_expiry ON webhook_dedup (expires_at);

CREATE TABLE IF NOT EXISTS webhook_dedup_format (format INTEGER NOT NULL PRIMARY KEY);

MERGE INTO webhook_dedup_format (format) VALUES (1);
