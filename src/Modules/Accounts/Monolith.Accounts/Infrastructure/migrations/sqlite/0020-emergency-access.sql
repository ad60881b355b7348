CREATE TABLE accounts_emergency_access (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  opened_by_id TEXT NOT NULL,
  opened_as TEXT NOT NULL,
  reason TEXT NOT NULL,
  scope TEXT NOT NULL,
  words BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_emergency_access_opened_at ON accounts_emergency_access (opened_at);
CREATE INDEX ix_emergency_access_subject_id ON accounts_emergency_access (subject_id);
