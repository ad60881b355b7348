CREATE TABLE therapy.safety_concern (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  raised_by uuid NOT NULL,
  words bytea NOT NULL,
  raised_at timestamptz NOT NULL
);
CREATE INDEX ix_safety_concern_client_id ON therapy.safety_concern (client_id);
