-- Every module has these three; $module is its name.
CREATE TABLE $module_outbox (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  aggregate_id TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  delivered_at INTEGER NULL,
  attempts INTEGER NOT NULL,
  parked_at INTEGER NULL,
  retry_at INTEGER NULL,
  failure TEXT NULL
);
CREATE INDEX ix_$module_outbox_waiting ON $module_outbox (id) WHERE delivered_at IS NULL AND parked_at IS NULL;

CREATE TABLE $module_inbox (
  message_id TEXT NOT NULL,
  listener TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, listener)
);

CREATE TABLE $module_idempotency (
  actor_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  answer BLOB NOT NULL,
  happened_at INTEGER NOT NULL,
  PRIMARY KEY (actor_id, operation, key)
);
