CREATE TABLE matching_therapist (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  display_name BLOB NOT NULL,
  bio BLOB NOT NULL,
  languages TEXT NOT NULL,
  approaches TEXT NOT NULL,
  credentials BLOB NULL,
  demographics BLOB NULL,
  demographics_public INTEGER NOT NULL,
  public_gender TEXT NULL,
  practice BLOB NULL,
  state TEXT NOT NULL,
  submitted_at INTEGER NOT NULL,
  decided_at INTEGER NULL,
  decided_by TEXT NULL,
  decision_reference BLOB NULL,
  left_at INTEGER NULL
);
CREATE INDEX ix_matching_therapist_state ON matching_therapist (state, id);

CREATE TABLE matching_specialisation (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL
);
CREATE UNIQUE INDEX ux_matching_specialisation_name ON matching_specialisation (name);

CREATE TABLE matching_therapist_specialisation (
  therapist_id TEXT NOT NULL REFERENCES matching_therapist (id) ON DELETE CASCADE,
  specialisation_id TEXT NOT NULL REFERENCES matching_specialisation (id),
  PRIMARY KEY (therapist_id, specialisation_id)
);
CREATE INDEX ix_matching_therapist_specialisation ON matching_therapist_specialisation (specialisation_id, therapist_id);

CREATE TABLE matching_availability (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  session_minutes INTEGER NOT NULL,
  break_minutes INTEGER NOT NULL,
  week TEXT NOT NULL,
  exceptions TEXT NOT NULL
);

CREATE TABLE matching_treatment_preferences (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  content BLOB NOT NULL,
  stated_at INTEGER NOT NULL,
  unused_since_at INTEGER NULL
);

CREATE TABLE matching_match_request (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  closed_at INTEGER NULL,
  proposals BLOB NOT NULL
);
CREATE INDEX ix_matching_match_request_client ON matching_match_request (client_id, id);

CREATE TABLE matching_match (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  therapist_id TEXT NOT NULL,
  accepted_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  ended_by TEXT NULL
);
CREATE UNIQUE INDEX ux_matching_match_active ON matching_match (client_id, therapist_id) WHERE ended_at IS NULL;
CREATE INDEX ix_matching_match_client ON matching_match (client_id, id);
CREATE INDEX ix_matching_match_therapist ON matching_match (therapist_id, id);

CREATE TABLE matching_erasure_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased_records INTEGER NOT NULL,
  erased_at INTEGER NOT NULL
);
