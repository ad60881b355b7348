-- Evidence stays as it was written until the period after an erasure is over and the record of the erasure says so.
ALTER TABLE consent.erasure_record ADD COLUMN cleared_at timestamptz NULL, ADD COLUMN key_destroyed_at timestamptz NULL;
CREATE INDEX ix_erasure_record_subject ON consent.erasure_record (subject_id);
CREATE FUNCTION consent.refuse_until_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent.erasure_record WHERE subject_id = OLD.subject_id AND cleared_at IS NOT NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '%_is_evidence', TG_TABLE_NAME;
END;
$$;
DROP TRIGGER consent_record_is_evidence ON consent.consent_record;
DROP TRIGGER disclosure_is_evidence ON consent.disclosure;
CREATE TRIGGER consent_record_is_evidence BEFORE UPDATE ON consent.consent_record FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
CREATE TRIGGER disclosure_is_evidence BEFORE UPDATE ON consent.disclosure FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
CREATE TRIGGER consent_record_is_kept BEFORE DELETE ON consent.consent_record FOR EACH ROW EXECUTE FUNCTION consent.refuse_until_cleared();
CREATE TRIGGER disclosure_is_kept BEFORE DELETE ON consent.disclosure FOR EACH ROW EXECUTE FUNCTION consent.refuse_until_cleared();
