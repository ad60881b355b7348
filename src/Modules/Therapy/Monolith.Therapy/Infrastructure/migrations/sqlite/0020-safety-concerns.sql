CREATE TABLE therapy_safety_concern (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  words BLOB NOT NULL,
  raised_at INTEGER NOT NULL
);
CREATE INDEX ix_therapy_safety_concern_client_id ON therapy_safety_concern (client_id);
