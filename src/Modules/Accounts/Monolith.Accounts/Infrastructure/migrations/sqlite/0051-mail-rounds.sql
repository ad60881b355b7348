CREATE TABLE accounts_mail_round (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  template TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  last_account_id TEXT NULL,
  ended_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_mail_round_cause ON accounts_mail_round (template, cause_id);
