-- Evidence stays as it was written until the period after an erasure is over and the record of the erasure says so.
ALTER TABLE consent_erasure_record ADD COLUMN cleared_at INTEGER NULL;
ALTER TABLE consent_erasure_record ADD COLUMN key_destroyed_at INTEGER NULL;
CREATE INDEX ix_erasure_record_subject ON consent_erasure_record (subject_id);
DROP TRIGGER consent_consent_record_no_delete;
CREATE TRIGGER consent_consent_record_no_delete BEFORE DELETE ON consent_consent_record
WHEN NOT EXISTS (SELECT 1 FROM consent_erasure_record WHERE subject_id = OLD.subject_id AND cleared_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'consent_record_is_evidence');
END;
DROP TRIGGER consent_disclosure_no_delete;
CREATE TRIGGER consent_disclosure_no_delete BEFORE DELETE ON consent_disclosure
WHEN NOT EXISTS (SELECT 1 FROM consent_erasure_record WHERE subject_id = OLD.subject_id AND cleared_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'disclosure_is_evidence');
END;
