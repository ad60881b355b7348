ALTER TABLE consent.disclosure ADD COLUMN purpose text NULL;
ALTER TABLE consent.disclosure ADD COLUMN region text NULL;
ALTER TABLE consent.disclosure ADD COLUMN link_id uuid NULL;
ALTER TABLE consent.disclosure ADD COLUMN suspended_until_at timestamptz NULL;
ALTER TABLE consent.disclosure_approval ADD COLUMN ground text NULL;
CREATE TABLE consent.subpoena (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  words bytea NOT NULL,
  recorded_by uuid NOT NULL,
  received_at timestamptz NOT NULL,
  outcome text NULL,
  contested_at timestamptz NULL,
  contest bytea NULL,
  answered_at timestamptz NULL
);
CREATE TABLE consent.concern_on_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  concern_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  raised_at timestamptz NOT NULL
);
CREATE TABLE consent.region_safeguard (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  region text NOT NULL,
  reference text NOT NULL,
  assessed_until_on date NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE TABLE consent.business_transfer (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  counterparty text NOT NULL,
  declared_by uuid NOT NULL,
  declared_at timestamptz NOT NULL,
  announced_at timestamptz NULL,
  earliest_at timestamptz NULL,
  executed_at timestamptz NULL,
  called_off_at timestamptz NULL
);
CREATE INDEX ix_disclosure_subject_at ON consent.disclosure (subject_id, disclosed_at);
CREATE INDEX ix_subpoena_subject ON consent.subpoena (subject_id);
CREATE UNIQUE INDEX ux_concern_on_record ON consent.concern_on_record (concern_id);
CREATE INDEX ix_concern_on_record_subject ON consent.concern_on_record (subject_id);
CREATE UNIQUE INDEX ux_region_safeguard ON consent.region_safeguard (region);
