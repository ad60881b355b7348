CREATE TABLE accounts_emergency_look (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  therapist_id TEXT NOT NULL,
  concern TEXT NOT NULL,
  looked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_emergency_look_account_id ON accounts_emergency_look (account_id);

CREATE TABLE accounts_shared_try (
  key_hash BLOB NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_shared_try_ends_at ON accounts_shared_try (ends_at);

ALTER TABLE accounts_integrator_key ADD COLUMN addresses TEXT NOT NULL DEFAULT '[]';
