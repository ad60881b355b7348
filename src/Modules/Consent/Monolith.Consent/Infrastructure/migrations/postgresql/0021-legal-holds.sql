CREATE TABLE consent.legal_hold (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  words bytea NOT NULL,
  review_on date NOT NULL,
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  confirmed_by uuid NULL,
  confirmed_at timestamptz NULL,
  release_requested_by uuid NULL,
  release_requested_at timestamptz NULL,
  release_reason bytea NULL,
  released_at timestamptz NULL
);
CREATE INDEX ix_legal_hold_subject ON consent.legal_hold (subject_id);
CREATE INDEX ix_legal_hold_open ON consent.legal_hold (requested_at) WHERE released_at IS NULL;
