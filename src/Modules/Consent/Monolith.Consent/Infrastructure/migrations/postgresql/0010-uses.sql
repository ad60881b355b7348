-- A purpose can have one consent for each category, vendor or use; the records of before have none.
ALTER TABLE consent.consent_record ADD COLUMN topic text NOT NULL DEFAULT '';
DROP INDEX consent.ux_consent_record_sequence;
CREATE UNIQUE INDEX ux_consent_record_sequence ON consent.consent_record (subject_id, purpose, topic, sequence);
CREATE TABLE consent.balancing_test (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  purpose_key text NOT NULL,
  interest text NOT NULL,
  necessity text NOT NULL,
  balance text NOT NULL,
  is_passed boolean NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE TRIGGER balancing_test_is_evidence BEFORE UPDATE OR DELETE ON consent.balancing_test FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
CREATE TABLE consent.new_use (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  key text NOT NULL,
  description text NOT NULL,
  categories text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  window_ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_new_use_key ON consent.new_use (key);
