ALTER TABLE accounts.account_session ADD COLUMN proven_at timestamptz NULL;
ALTER TABLE accounts.account_session ADD COLUMN factor_shown_at timestamptz NULL;

CREATE TABLE accounts.second_factor (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  secret bytea NOT NULL,
  confirmed_at timestamptz NULL,
  last_step bigint NOT NULL
);
CREATE UNIQUE INDEX ux_second_factor_account_id ON accounts.second_factor (account_id);

CREATE TABLE accounts.recovery_code (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL
);
CREATE INDEX ix_recovery_code_account_id ON accounts.recovery_code (account_id);
