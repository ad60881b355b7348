CREATE TABLE consent_registration_count (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  "group" TEXT NOT NULL,
  count INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_consent_registration_count_group ON consent_registration_count ("group");

CREATE TABLE consent_aggregate_share (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  cells TEXT NOT NULL,
  shared_by TEXT NOT NULL,
  shared_at INTEGER NOT NULL
);
