CREATE TABLE accounts_mail_code (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  email_index BLOB NULL,
  email BLOB NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_mail_code_code_hash ON accounts_mail_code (code_hash);
CREATE INDEX ix_mail_code_account_id ON accounts_mail_code (account_id);
CREATE INDEX ix_mail_code_ends_at ON accounts_mail_code (ends_at);

CREATE TABLE accounts_reset_wish (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  email_index BLOB NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
