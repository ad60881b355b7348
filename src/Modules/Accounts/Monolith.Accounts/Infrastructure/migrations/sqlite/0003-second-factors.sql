ALTER TABLE accounts_account_session ADD COLUMN proven_at INTEGER NULL;
ALTER TABLE accounts_account_session ADD COLUMN factor_shown_at INTEGER NULL;

CREATE TABLE accounts_second_factor (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  secret BLOB NOT NULL,
  confirmed_at INTEGER NULL,
  last_step INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_second_factor_account_id ON accounts_second_factor (account_id);

CREATE TABLE accounts_recovery_code (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  code_hash BLOB NOT NULL
) STRICT;
CREATE INDEX ix_recovery_code_account_id ON accounts_recovery_code (account_id);
