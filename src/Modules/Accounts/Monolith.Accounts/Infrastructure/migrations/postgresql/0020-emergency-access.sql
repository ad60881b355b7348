CREATE TABLE accounts.emergency_access (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  opened_by_id uuid NOT NULL,
  opened_as text NOT NULL,
  reason text NOT NULL,
  scope text NOT NULL,
  words bytea NOT NULL,
  opened_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX ix_emergency_access_opened_at ON accounts.emergency_access (opened_at);
CREATE INDEX ix_emergency_access_subject_id ON accounts.emergency_access (subject_id);
