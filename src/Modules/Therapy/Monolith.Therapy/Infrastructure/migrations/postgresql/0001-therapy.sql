CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE therapy.appointment (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  therapist_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  booked_at timestamptz NOT NULL,
  started_at timestamptz NULL,
  ended_at timestamptz NULL,
  cancelled_at timestamptz NULL,
  cancel_reason bytea NULL,
  join_reference bytea NULL
);
CREATE INDEX ix_appointment_client_id_starts_at ON therapy.appointment (client_id, starts_at);
CREATE INDEX ix_appointment_therapist_id_starts_at ON therapy.appointment (therapist_id, starts_at);

CREATE TABLE therapy.health_intake (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  content bytea NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX ix_health_intake_client_id_id ON therapy.health_intake (client_id, id);

CREATE TABLE therapy.session_note (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  author_id uuid NOT NULL,
  latest_revision integer NOT NULL
);
CREATE INDEX ix_session_note_client_id ON therapy.session_note (client_id);

CREATE TABLE therapy.note_revision (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  note_id uuid NOT NULL REFERENCES therapy.session_note (id) ON DELETE CASCADE,
  number integer NOT NULL,
  client_id uuid NOT NULL,
  text bytea NOT NULL,
  written_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_note_revision_note_id_number ON therapy.note_revision (note_id, number);

CREATE TABLE therapy.session_summary (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  therapist_id uuid NOT NULL,
  text bytea NOT NULL,
  of_revision integer NOT NULL,
  generated_at timestamptz NOT NULL
);
CREATE INDEX ix_session_summary_client_id ON therapy.session_summary (client_id);

CREATE TABLE therapy.message (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  therapist_id uuid NOT NULL,
  from_client boolean NOT NULL,
  text bytea NOT NULL,
  sent_at timestamptz NOT NULL
);
CREATE INDEX ix_message_client_id_therapist_id_id ON therapy.message (client_id, therapist_id, id);
CREATE INDEX ix_message_therapist_id_id ON therapy.message (therapist_id, id);

CREATE TABLE therapy.erasure_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  erased_records integer NOT NULL,
  retained_records integer NOT NULL,
  retained_until_at timestamptz NULL,
  erased_at timestamptz NOT NULL
);
CREATE INDEX ix_erasure_record_subject_id ON therapy.erasure_record (subject_id);

ALTER TABLE therapy.appointment ADD CONSTRAINT ex_appointment_therapist
  EXCLUDE USING gist (therapist_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (state IN ('Booked', 'Started'));

ALTER TABLE therapy.appointment ADD CONSTRAINT ex_appointment_client
  EXCLUDE USING gist (client_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (state IN ('Booked', 'Started'));

-- Two exclusion checks that wait for each other would deadlock; so bookings of one therapist or client queue, always in the same order.
CREATE FUNCTION therapy.queue_for_time() RETURNS trigger LANGUAGE plpgsql AS $queue$
DECLARE
  one bigint := hashtextextended(NEW.therapist_id::text, 0);
  two bigint := hashtextextended(NEW.client_id::text, 0);
BEGIN
  PERFORM pg_advisory_xact_lock(least(one, two));
  PERFORM pg_advisory_xact_lock(greatest(one, two));
  RETURN NEW;
END
$queue$;

CREATE TRIGGER queue_for_time BEFORE INSERT OR UPDATE OF therapist_id, client_id, starts_at, ends_at, state ON therapy.appointment
  FOR EACH ROW EXECUTE FUNCTION therapy.queue_for_time();
