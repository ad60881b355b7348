CREATE TABLE accounts_partner_link (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  partner TEXT NOT NULL,
  subject_index BLOB NOT NULL,
  subject BLOB NOT NULL,
  linked_at INTEGER NOT NULL,
  used_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_partner_link_subject_index ON accounts_partner_link (subject_index);
CREATE UNIQUE INDEX ux_partner_link_account_partner ON accounts_partner_link (account_id, partner);

CREATE TABLE accounts_spent_partner_token (
  hash BLOB NOT NULL PRIMARY KEY,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_spent_partner_token_ends_at ON accounts_spent_partner_token (ends_at);
