-- A purpose can have one consent for each category, vendor or use; the records of before have none.
ALTER TABLE consent_consent_record ADD COLUMN topic TEXT NOT NULL DEFAULT '';
DROP INDEX ux_consent_record_sequence;
CREATE UNIQUE INDEX ux_consent_record_sequence ON consent_consent_record (subject_id, purpose, topic, sequence);
CREATE TABLE consent_balancing_test (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  purpose_key TEXT NOT NULL,
  interest TEXT NOT NULL,
  necessity TEXT NOT NULL,
  balance TEXT NOT NULL,
  is_passed INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE TRIGGER consent_balancing_test_no_update BEFORE UPDATE ON consent_balancing_test
BEGIN
  SELECT RAISE(ABORT, 'balancing_test_is_evidence');
END;
CREATE TRIGGER consent_balancing_test_no_delete BEFORE DELETE ON consent_balancing_test
BEGIN
  SELECT RAISE(ABORT, 'balancing_test_is_evidence');
END;
CREATE TABLE consent_new_use (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  key TEXT NOT NULL,
  description TEXT NOT NULL,
  categories TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  window_ends_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_new_use_key ON consent_new_use (key);
