CREATE TABLE key_check (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  value BLOB NOT NULL
) STRICT;

CREATE TABLE data_key (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL,
  class TEXT NOT NULL,
  version INTEGER NOT NULL,
  wrapped BLOB,
  created_at TEXT NOT NULL,
  destroyed_at TEXT,
  UNIQUE (subject_id, class, version),
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
) STRICT;
