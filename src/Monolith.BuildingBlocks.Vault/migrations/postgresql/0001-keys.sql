CREATE SCHEMA vault;

CREATE TABLE vault.key_check (
  one integer PRIMARY KEY CHECK (one = 1),
  value bytea NOT NULL
);

CREATE TABLE vault.data_key (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  class text NOT NULL,
  version integer NOT NULL,
  wrapped bytea,
  created_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  UNIQUE (subject_id, class, version),
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
