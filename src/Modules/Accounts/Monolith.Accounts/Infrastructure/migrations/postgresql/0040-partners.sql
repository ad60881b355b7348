CREATE TABLE accounts.partner_link (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  partner text NOT NULL,
  subject_index bytea NOT NULL,
  subject bytea NOT NULL,
  linked_at timestamptz NOT NULL,
  used_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_partner_link_subject_index ON accounts.partner_link (subject_index);
CREATE UNIQUE INDEX ux_partner_link_account_partner ON accounts.partner_link (account_id, partner);

CREATE TABLE accounts.spent_partner_token (
  hash bytea NOT NULL PRIMARY KEY,
  ends_at timestamptz NOT NULL
);
CREATE INDEX ix_spent_partner_token_ends_at ON accounts.spent_partner_token (ends_at);
