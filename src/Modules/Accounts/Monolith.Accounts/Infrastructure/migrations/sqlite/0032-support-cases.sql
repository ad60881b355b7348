CREATE TABLE accounts_support_case (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_support_case_case_id ON accounts_support_case (case_id);
CREATE INDEX ix_support_case_account_id ON accounts_support_case (account_id);
