ALTER TABLE consent_disclosure ADD COLUMN purpose TEXT NULL;
ALTER TABLE consent_disclosure ADD COLUMN region TEXT NULL;
ALTER TABLE consent_disclosure ADD COLUMN link_id TEXT NULL;
ALTER TABLE consent_disclosure ADD COLUMN suspended_until_at INTEGER NULL;
ALTER TABLE consent_disclosure_approval ADD COLUMN ground TEXT NULL;
CREATE TABLE consent_subpoena (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  words BLOB NOT NULL,
  recorded_by TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  outcome TEXT NULL,
  contested_at INTEGER NULL,
  contest BLOB NULL,
  answered_at INTEGER NULL
);
CREATE TABLE consent_concern_on_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  concern_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  raised_at INTEGER NOT NULL
);
CREATE TABLE consent_region_safeguard (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  region TEXT NOT NULL,
  reference TEXT NOT NULL,
  assessed_until_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE TABLE consent_business_transfer (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  declared_by TEXT NOT NULL,
  declared_at INTEGER NOT NULL,
  announced_at INTEGER NULL,
  earliest_at INTEGER NULL,
  executed_at INTEGER NULL,
  called_off_at INTEGER NULL
);
CREATE INDEX ix_disclosure_subject_at ON consent_disclosure (subject_id, disclosed_at);
CREATE INDEX ix_subpoena_subject ON consent_subpoena (subject_id);
CREATE UNIQUE INDEX ux_concern_on_record ON consent_concern_on_record (concern_id);
CREATE INDEX ix_concern_on_record_subject ON consent_concern_on_record (subject_id);
CREATE UNIQUE INDEX ux_region_safeguard ON consent_region_safeguard (region);
