ALTER TABLE accounts_account ADD COLUMN factor_changes INTEGER NOT NULL DEFAULT 0;

CREATE TABLE accounts_passkey (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  name BLOB NOT NULL,
  credential_id BLOB NOT NULL,
  public_key BLOB NOT NULL,
  sign_count INTEGER NOT NULL,
  is_backup_eligible INTEGER NOT NULL,
  is_backed_up INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  used_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_passkey_credential_id ON accounts_passkey (credential_id);
CREATE INDEX ix_passkey_account_id ON accounts_passkey (account_id);

CREATE TABLE accounts_passkey_ceremony (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  token_hash BLOB NOT NULL,
  purpose TEXT NOT NULL,
  session_id TEXT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_passkey_ceremony_token_hash ON accounts_passkey_ceremony (token_hash);
CREATE INDEX ix_passkey_ceremony_ends_at ON accounts_passkey_ceremony (ends_at);
