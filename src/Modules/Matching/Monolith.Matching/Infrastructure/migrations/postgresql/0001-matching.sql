CREATE TABLE matching.therapist (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  display_name bytea NOT NULL,
  bio bytea NOT NULL,
  languages text[] NOT NULL,
  approaches text[] NOT NULL,
  credentials bytea NULL,
  demographics bytea NULL,
  demographics_public boolean NOT NULL,
  public_gender text NULL,
  practice bytea NULL,
  state text NOT NULL,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz NULL,
  decided_by uuid NULL,
  decision_reference bytea NULL,
  left_at timestamptz NULL
);
CREATE INDEX ix_therapist_state ON matching.therapist (state, id);

CREATE TABLE matching.specialisation (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL
);
CREATE UNIQUE INDEX ux_specialisation_name ON matching.specialisation (name);

CREATE TABLE matching.therapist_specialisation (
  therapist_id uuid NOT NULL REFERENCES matching.therapist (id) ON DELETE CASCADE,
  specialisation_id uuid NOT NULL REFERENCES matching.specialisation (id),
  PRIMARY KEY (therapist_id, specialisation_id)
);
CREATE INDEX ix_therapist_specialisation ON matching.therapist_specialisation (specialisation_id, therapist_id);

CREATE TABLE matching.availability (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  time_zone text NOT NULL,
  session_minutes integer NOT NULL,
  break_minutes integer NOT NULL,
  week text NOT NULL,
  exceptions text NOT NULL
);

CREATE TABLE matching.treatment_preferences (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  content bytea NOT NULL,
  stated_at timestamptz NOT NULL,
  unused_since_at timestamptz NULL
);

CREATE TABLE matching.match_request (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  state text NOT NULL,
  requested_at timestamptz NOT NULL,
  closed_at timestamptz NULL,
  proposals bytea NOT NULL
);
CREATE INDEX ix_match_request_client ON matching.match_request (client_id, id);

CREATE TABLE matching.match (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  therapist_id uuid NOT NULL,
  accepted_at timestamptz NOT NULL,
  ended_at timestamptz NULL,
  ended_by uuid NULL
);
CREATE UNIQUE INDEX ux_match_active ON matching.match (client_id, therapist_id) WHERE ended_at IS NULL;
CREATE INDEX ix_match_client ON matching.match (client_id, id);
CREATE INDEX ix_match_therapist ON matching.match (therapist_id, id);

CREATE TABLE matching.erasure_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  erased_records integer NOT NULL,
  erased_at timestamptz NOT NULL
);
