CREATE TABLE accounts_pending_act (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  proposed_by_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  input BLOB NOT NULL,
  approvers TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  decided_by_id TEXT NULL,
  approved_at INTEGER NULL,
  refused_at INTEGER NULL,
  withdrawn_at INTEGER NULL,
  done_at INTEGER NULL,
  done_key_hash BLOB NULL
) STRICT;
CREATE INDEX ix_pending_act_proposed_by_id ON accounts_pending_act (proposed_by_id);
CREATE INDEX ix_pending_act_ends_at ON accounts_pending_act (ends_at);
