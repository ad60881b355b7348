CREATE TABLE accounts_confidentiality_undertaking (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  words_hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_confidentiality_undertaking_account_id ON accounts_confidentiality_undertaking (account_id);

CREATE TABLE accounts_disciplinary_measure (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  measure TEXT NOT NULL,
  reason BLOB NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_disciplinary_measure_account_id ON accounts_disciplinary_measure (account_id);

ALTER TABLE accounts_account ADD COLUMN is_terminated INTEGER NOT NULL DEFAULT 0;
