CREATE TABLE consent_policy_review (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  reviewed_by TEXT NOT NULL,
  reviewed_at INTEGER NOT NULL
);
