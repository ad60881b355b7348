CREATE TABLE consent_social_consent (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  link BLOB NULL,
  link_index BLOB NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  ended_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_social_consent_link ON consent_social_consent (link_index) WHERE ended_at IS NULL;
