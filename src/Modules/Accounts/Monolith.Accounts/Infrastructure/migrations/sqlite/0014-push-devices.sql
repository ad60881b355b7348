CREATE TABLE accounts_push_device (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  token_index BLOB NOT NULL,
  token BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_push_device_token_index ON accounts_push_device (token_index);
CREATE INDEX ix_push_device_account_id ON accounts_push_device (account_id);
