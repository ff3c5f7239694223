-- Countersign's claims, format 1, for MariaDB 10.6 or newer and MySQL 8. To use another name, replace webhook_dedup throughout.
-- Times and fences are microseconds since 1970 by the database's clock: FROM_UNIXTIME(expires_at / 1000000) reads them.
-- event_key and digest are 16 bytes of a SHA-256 each.
CREATE TABLE IF NOT EXISTS webhook_dedup (
  event_key    BINARY(16) NOT NULL PRIMARY KEY,
  state        SMALLINT   NOT NULL, -- 0 released, 1 in progress, 2 completed
  attempts     SMALLINT   NOT NULL,
  status       SMALLINT,            -- the HTTP status, once completed
  taken_over   BOOLEAN    NOT NULL,
  body_changed BOOLEAN    NOT NULL,
  fence        BIGINT     NOT NULL,
  lease_until  BIGINT,
  expires_at   BIGINT     NOT NULL,
  digest       BINARY(16) NOT NULL,
  owner        BINARY(16),          -- while in progress
  KEY webhook_dedup_expiry (expires_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS webhook_dedup_format (format INTEGER NOT NULL PRIMARY KEY) ENGINE=InnoDB;

INSERT IGNORE INTO webhook_dedup_format (format) VALUES (1);
