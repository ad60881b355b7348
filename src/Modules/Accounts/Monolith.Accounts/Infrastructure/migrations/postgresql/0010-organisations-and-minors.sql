CREATE TABLE accounts.organisation (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  mail_domains text[] NOT NULL,
  registered_by uuid NOT NULL,
  registered_at timestamptz NOT NULL
);

CREATE TABLE accounts.employee_code (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  organisation_id uuid NOT NULL,
  code_index bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  account_id uuid NULL
);
CREATE UNIQUE INDEX ux_employee_code_code_index ON accounts.employee_code (code_index);
CREATE INDEX ix_employee_code_account_id ON accounts.employee_code (account_id);

CREATE TABLE accounts.parental_consent (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  email bytea NOT NULL,
  guardian bytea NULL,
  code_hash bytea NOT NULL,
  state text NOT NULL,
  asked_at timestamptz NOT NULL,
  given_at timestamptz NULL,
  checked_at timestamptz NULL,
  checked_by uuid NULL,
  account_id uuid NULL,
  ends_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_parental_consent_code_hash ON accounts.parental_consent (code_hash);
CREATE INDEX ix_parental_consent_ends_at ON accounts.parental_consent (ends_at);

CREATE TABLE accounts.minor (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  consent_id uuid NULL,
  state text NOT NULL,
  adult_at timestamptz NOT NULL,
  erase_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_minor_account_id ON accounts.minor (account_id);
CREATE INDEX ix_minor_adult_at ON accounts.minor (adult_at);

CREATE TABLE accounts.retained_field (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  field text NOT NULL,
  value bytea NOT NULL,
  deleted_at timestamptz NOT NULL,
  kept_until_at timestamptz NOT NULL
);
CREATE INDEX ix_retained_field_account_id ON accounts.retained_field (account_id);
CREATE INDEX ix_retained_field_kept_until_at ON accounts.retained_field (kept_until_at);

ALTER TABLE accounts.registration ADD COLUMN organisation_id uuid NULL;
ALTER TABLE accounts.registration ADD COLUMN employee_code_id uuid NULL;
ALTER TABLE accounts.registration ADD COLUMN parental_consent_id uuid NULL;
ALTER TABLE accounts.registration ADD COLUMN adult_at timestamptz NULL;
ALTER TABLE accounts.account ADD COLUMN organisation_id uuid NULL;
ALTER TABLE accounts.account ADD COLUMN details_changed_at timestamptz NULL;
ALTER TABLE accounts.account ADD COLUMN details_reminded_at timestamptz NULL;
ALTER TABLE accounts.account ADD COLUMN check_up_suggested_at timestamptz NULL;
