-- Countersign's claims, format 1, for SQLite 3.37 or newer. To use another name, replace webhook_dedup throughout.
-- Times and fences are microseconds since 1970: datetime(expires_at / 1000000, 'unixepoch') reads them.
-- event_key and digest are 16 bytes of a SHA-256 each.
CREATE TABLE IF NOT EXISTS webhook_dedup (
  event_key    BLOB    NOT NULL PRIMARY KEY,
  state        INTEGER NOT NULL, -- 0 released, 1 in progress, 2 completed
  attempts     INTEGER NOT NULL,
  status       INTEGER,          -- the HTTP status, once completed
  taken_over   INTEGER NOT NULL,
  body_changed INTEGER NOT NULL,
  fence        INTEGER NOT NULL,
  lease_until  INTEGER,
  expires_at   INTEGER NOT NULL,
  digest       BLOB    NOT NULL,
  owner        BLOB              -- while in progress
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS webhook_dedup_expiry ON webhook_dedup (expires_at);

CREATE TABLE IF NOT EXISTS webhook_dedup_format (format INTEGER NOT NULL PRIMARY KEY) STRICT;

INSERT INTO webhook_dedup_format (format) VALUES (1) ON CONFLICT DO NOTHING;
