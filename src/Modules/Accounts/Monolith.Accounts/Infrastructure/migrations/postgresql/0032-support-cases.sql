CREATE TABLE accounts.support_case (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  opened_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_support_case_case_id ON accounts.support_case (case_id);
CREATE INDEX ix_support_case_account_id ON accounts.support_case (account_id);
