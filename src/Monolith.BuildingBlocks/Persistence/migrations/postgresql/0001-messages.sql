-- Every module has these three; $module is its name.
CREATE SCHEMA IF NOT EXISTS $module;
CREATE TABLE $module.outbox (
  id uuid NOT NULL PRIMARY KEY,
  kind text NOT NULL,
  body text NOT NULL,
  aggregate_id uuid NOT NULL,
  told_at timestamptz NOT NULL,
  delivered_at timestamptz NULL,
  attempts integer NOT NULL,
  parked_at timestamptz NULL,
  retry_at timestamptz NULL,
  failure text NULL
);
CREATE INDEX ix_outbox_waiting ON $module.outbox (id) WHERE delivered_at IS NULL AND parked_at IS NULL;

CREATE TABLE $module.inbox (
  message_id uuid NOT NULL,
  listener text NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (message_id, listener)
);

CREATE TABLE $module.idempotency (
  actor_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  answer bytea NOT NULL,
  happened_at timestamptz NOT NULL,
  CONSTRAINT pk_idempotency PRIMARY KEY (actor_id, operation, key)
);
