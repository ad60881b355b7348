CREATE TABLE accounts_organisation (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  mail_domains TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  registered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts_employee_code (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  organisation_id TEXT NOT NULL,
  code_index BLOB NOT NULL,
  issued_at INTEGER NOT NULL,
  account_id TEXT NULL
) STRICT;
CREATE UNIQUE INDEX ux_employee_code_code_index ON accounts_employee_code (code_index);
CREATE INDEX ix_employee_code_account_id ON accounts_employee_code (account_id);

CREATE TABLE accounts_parental_consent (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  email BLOB NOT NULL,
  guardian BLOB NULL,
  code_hash BLOB NOT NULL,
  state TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  given_at INTEGER NULL,
  checked_at INTEGER NULL,
  checked_by TEXT NULL,
  account_id TEXT NULL,
  ends_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_parental_consent_code_hash ON accounts_parental_consent (code_hash);
CREATE INDEX ix_parental_consent_ends_at ON accounts_parental_consent (ends_at);

CREATE TABLE accounts_minor (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  consent_id TEXT NULL,
  state TEXT NOT NULL,
  adult_at INTEGER NOT NULL,
  erase_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_minor_account_id ON accounts_minor (account_id);
CREATE INDEX ix_minor_adult_at ON accounts_minor (adult_at);

CREATE TABLE accounts_retained_field (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value BLOB NOT NULL,
  deleted_at INTEGER NOT NULL,
  kept_until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_retained_field_account_id ON accounts_retained_field (account_id);
CREATE INDEX ix_retained_field_kept_until_at ON accounts_retained_field (kept_until_at);

ALTER TABLE accounts_registration ADD COLUMN organisation_id TEXT NULL;
ALTER TABLE accounts_registration ADD COLUMN employee_code_id TEXT NULL;
ALTER TABLE accounts_registration ADD COLUMN parental_consent_id TEXT NULL;
ALTER TABLE accounts_registration ADD COLUMN adult_at INTEGER NULL;
ALTER TABLE accounts_account ADD COLUMN organisation_id TEXT NULL;
ALTER TABLE accounts_account ADD COLUMN details_changed_at INTEGER NULL;
ALTER TABLE accounts_account ADD COLUMN details_reminded_at INTEGER NULL;
ALTER TABLE accounts_account ADD COLUMN check_up_suggested_at INTEGER NULL;
