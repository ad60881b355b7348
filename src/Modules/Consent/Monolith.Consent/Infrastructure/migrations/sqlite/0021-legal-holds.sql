CREATE TABLE consent_legal_hold (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  words BLOB NOT NULL,
  review_on TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  confirmed_by TEXT NULL,
  confirmed_at INTEGER NULL,
  release_requested_by TEXT NULL,
  release_requested_at INTEGER NULL,
  release_reason BLOB NULL,
  released_at INTEGER NULL
);
CREATE INDEX ix_legal_hold_subject ON consent_legal_hold (subject_id);
CREATE INDEX ix_legal_hold_open ON consent_legal_hold (requested_at) WHERE released_at IS NULL;
