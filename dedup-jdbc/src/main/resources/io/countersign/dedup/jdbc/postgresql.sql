-- Countersign's claims, format 1, for PostgreSQL 13 or newer. To use another name, replace webhook_dedup throughout.
-- Times and fences are microseconds since 1970 by the database's clock: to_timestamp(expires_at / 1e6) reads them.
-- event_key and digest are 16 bytes of a SHA-256 each; as uuid they take no length byte, in the row as in the index.
CREATE TABLE IF NOT EXISTS webhook_dedup (
  fence        bigint   NOT NULL,
  lease_until  bigint,
  expires_at   bigint   NOT NULL,
  state        smallint NOT NULL, -- 0 released, 1 in progress, 2 completed
  attempts     smallint NOT NULL,
  status       smallint,          -- the HTTP status, once completed
  taken_over   boolean  NOT NULL,
  body_changed boolean  NOT NULL,
  event_key    uuid     NOT NULL PRIMARY KEY,
  digest       uuid     NOT NULL,
  owner        uuid               -- while in progress
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE INDEX IF NOT EXISTS webhook_dedup_expiry ON webhook_dedup (expires_at);

CREATE TABLE IF NOT EXISTS webhook_dedup_format (format integer NOT NULL PRIMARY KEY);

INSERT INTO webhook_dedup_format (format) VALUES (1) ON CONFLICT DO NOTHING;
