CREATE TABLE therapy_appointment (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  therapist_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  started_at INTEGER NULL,
  ended_at INTEGER NULL,
  cancelled_at INTEGER NULL,
  cancel_reason BLOB NULL,
  join_reference BLOB NULL
);
CREATE INDEX ix_therapy_appointment_client_id_starts_at ON therapy_appointment (client_id, starts_at);
CREATE INDEX ix_therapy_appointment_therapist_id_starts_at ON therapy_appointment (therapist_id, starts_at);

CREATE TABLE therapy_health_intake (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  content BLOB NOT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE INDEX ix_therapy_health_intake_client_id_id ON therapy_health_intake (client_id, id);

CREATE TABLE therapy_session_note (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  latest_revision INTEGER NOT NULL
);
CREATE INDEX ix_therapy_session_note_client_id ON therapy_session_note (client_id);

CREATE TABLE therapy_note_revision (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  note_id TEXT NOT NULL REFERENCES therapy_session_note (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  text BLOB NOT NULL,
  written_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_therapy_note_revision_note_id_number ON therapy_note_revision (note_id, number);

CREATE TABLE therapy_session_summary (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  therapist_id TEXT NOT NULL,
  text BLOB NOT NULL,
  of_revision INTEGER NOT NULL,
  generated_at INTEGER NOT NULL
);
CREATE INDEX ix_therapy_session_summary_client_id ON therapy_session_summary (client_id);

CREATE TABLE therapy_message (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  therapist_id TEXT NOT NULL,
  from_client INTEGER NOT NULL,
  text BLOB NOT NULL,
  sent_at INTEGER NOT NULL
);
CREATE INDEX ix_therapy_message_client_id_therapist_id_id ON therapy_message (client_id, therapist_id, id);
CREATE INDEX ix_therapy_message_therapist_id_id ON therapy_message (therapist_id, id);

CREATE TABLE therapy_erasure_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased_records INTEGER NOT NULL,
  retained_records INTEGER NOT NULL,
  retained_until_at INTEGER NULL,
  erased_at INTEGER NOT NULL
);
CREATE INDEX ix_therapy_erasure_record_subject_id ON therapy_erasure_record (subject_id);

CREATE TRIGGER ex_therapy_appointment_therapist_insert BEFORE INSERT ON therapy_appointment
WHEN NEW.state IN ('Booked', 'Started') AND EXISTS (
  SELECT 1 FROM therapy_appointment
  WHERE therapist_id = NEW.therapist_id AND id <> NEW.id AND state IN ('Booked', 'Started') AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at)
BEGIN
  SELECT RAISE(ABORT, 'ex_appointment_therapist');
END;

CREATE TRIGGER ex_therapy_appointment_therapist_update BEFORE UPDATE OF therapist_id, client_id, starts_at, ends_at, state ON therapy_appointment
WHEN NEW.state IN ('Booked', 'Started') AND EXISTS (
  SELECT 1 FROM therapy_appointment
  WHERE therapist_id = NEW.therapist_id AND id <> NEW.id AND state IN ('Booked', 'Started') AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at)
BEGIN
  SELECT RAISE(ABORT, 'ex_appointment_therapist');
END;

CREATE TRIGGER ex_therapy_appointment_client_insert BEFORE INSERT ON therapy_appointment
WHEN NEW.state IN ('Booked', 'Started') AND EXISTS (
  SELECT 1 FROM therapy_appointment
  WHERE client_id = NEW.client_id AND id <> NEW.id AND state IN ('Booked', 'Started') AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at)
BEGIN
  SELECT RAISE(ABORT, 'ex_appointment_client');
END;

CREATE TRIGGER ex_therapy_appointment_client_update BEFORE UPDATE OF therapist_id, client_id, starts_at, ends_at, state ON therapy_appointment
WHEN NEW.state IN ('Booked', 'Started') AND EXISTS (
  SELECT 1 FROM therapy_appointment
  WHERE client_id = NEW.client_id AND id <> NEW.id AND state IN ('Booked', 'Started') AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at)
BEGIN
  SELECT RAISE(ABORT, 'ex_appointment_client');
END;
