ALTER TABLE accounts.account ADD COLUMN factor_changes integer NOT NULL DEFAULT 0;

CREATE TABLE accounts.passkey (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  name bytea NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  is_backup_eligible boolean NOT NULL,
  is_backed_up boolean NOT NULL,
  added_at timestamptz NOT NULL,
  used_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_passkey_credential_id ON accounts.passkey (credential_id);
CREATE INDEX ix_passkey_account_id ON accounts.passkey (account_id);

CREATE TABLE accounts.passkey_ceremony (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  token_hash bytea NOT NULL,
  purpose text NOT NULL,
  session_id uuid NULL,
  ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_passkey_ceremony_token_hash ON accounts.passkey_ceremony (token_hash);
CREATE INDEX ix_passkey_ceremony_ends_at ON accounts.passkey_ceremony (ends_at);
