CREATE TABLE consent_third_party_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  basis TEXT NOT NULL,
  is_public INTEGER NOT NULL,
  words BLOB NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at INTEGER NOT NULL
);
CREATE INDEX ix_third_party_record_subject ON consent_third_party_record (subject_id);
