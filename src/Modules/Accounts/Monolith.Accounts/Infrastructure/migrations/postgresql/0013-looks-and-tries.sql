CREATE TABLE accounts.emergency_look (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  therapist_id uuid NOT NULL,
  concern text NOT NULL,
  looked_at timestamptz NOT NULL
);
CREATE INDEX ix_emergency_look_account_id ON accounts.emergency_look (account_id);

CREATE TABLE accounts.shared_try (
  key_hash bytea NOT NULL PRIMARY KEY,
  tries integer NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX ix_shared_try_ends_at ON accounts.shared_try (ends_at);

ALTER TABLE accounts.integrator_key ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
