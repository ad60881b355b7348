CREATE TABLE accounts.push_device (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  token_index bytea NOT NULL,
  token bytea NOT NULL
);
CREATE UNIQUE INDEX ux_push_device_token_index ON accounts.push_device (token_index);
CREATE INDEX ix_push_device_account_id ON accounts.push_device (account_id);
