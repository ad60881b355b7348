CREATE TABLE accounts.mail_round (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  template text NOT NULL,
  cause_id uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  last_account_id uuid NULL,
  ended_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_mail_round_cause ON accounts.mail_round (template, cause_id);
