CREATE TABLE accounts.mail_code (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  purpose text NOT NULL,
  code_hash bytea NOT NULL,
  email_index bytea NULL,
  email bytea NULL,
  ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_mail_code_code_hash ON accounts.mail_code (code_hash);
CREATE INDEX ix_mail_code_account_id ON accounts.mail_code (account_id);
CREATE INDEX ix_mail_code_ends_at ON accounts.mail_code (ends_at);

CREATE TABLE accounts.reset_wish (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  email_index bytea NOT NULL,
  asked_at timestamptz NOT NULL
);
