CREATE TABLE consent.third_party_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  basis text NOT NULL,
  is_public boolean NOT NULL,
  words bytea NOT NULL,
  imported_by uuid NOT NULL,
  imported_at timestamptz NOT NULL
);
CREATE INDEX ix_third_party_record_subject ON consent.third_party_record (subject_id);
