-- Versions, consent records and disclosures are evidence: the triggers keep them as they were written.
CREATE TABLE consent.policy_version (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  kind text NOT NULL,
  number integer NOT NULL,
  severity text NOT NULL,
  rendered_text text NOT NULL,
  sections text NOT NULL,
  sha256 text NOT NULL,
  generated_hash text NOT NULL,
  is_generated boolean NOT NULL,
  published_at timestamptz NOT NULL,
  effective_at timestamptz NOT NULL,
  needs_approval boolean NOT NULL,
  channels text NOT NULL
);
CREATE TABLE consent.policy_acceptance (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  version_id uuid NOT NULL,
  kind text NOT NULL,
  affirmed_adult boolean NOT NULL,
  accepted_at timestamptz NOT NULL
);
CREATE TABLE consent.consent_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  purpose text NOT NULL,
  sequence integer NOT NULL,
  event text NOT NULL,
  act text NULL,
  wording_version text NOT NULL,
  happened_at timestamptz NOT NULL,
  key_number integer NOT NULL,
  receipt bytea NOT NULL,
  signature bytea NOT NULL
);
CREATE TABLE consent.receipt_key (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  number integer NOT NULL,
  public_key text NOT NULL,
  sealed_private_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE consent.outside_processor (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  agreement_on date NULL,
  agreement_reference text NULL,
  assessed_until_on date NULL,
  purposes text NOT NULL,
  fields text NOT NULL,
  region text NULL,
  recorded_at timestamptz NOT NULL
);
CREATE TABLE consent.disclosure (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  ground text NOT NULL,
  processor_id uuid NULL,
  recorded_by uuid NOT NULL,
  disclosed_at timestamptz NOT NULL,
  words bytea NOT NULL
);
CREATE TABLE consent.disclosure_approval (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  recipient bytea NOT NULL,
  scope bytea NOT NULL,
  approved_at timestamptz NOT NULL,
  used_at timestamptz NULL
);
CREATE TABLE consent.erasure_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  erased integer NOT NULL,
  retained integer NOT NULL,
  retained_until_at timestamptz NULL,
  erased_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_policy_version_number ON consent.policy_version (kind, number);
CREATE UNIQUE INDEX ux_policy_acceptance ON consent.policy_acceptance (account_id, version_id);
CREATE UNIQUE INDEX ux_consent_record_sequence ON consent.consent_record (subject_id, purpose, sequence);
CREATE UNIQUE INDEX ux_receipt_key_number ON consent.receipt_key (number);
CREATE UNIQUE INDEX ux_outside_processor_name ON consent.outside_processor (kind, name);
CREATE INDEX ix_disclosure_subject ON consent.disclosure (subject_id, id);
CREATE INDEX ix_disclosure_approval_subject ON consent.disclosure_approval (subject_id);
CREATE UNIQUE INDEX ux_erasure_record_case ON consent.erasure_record (case_id, subject_id);
CREATE FUNCTION consent.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%_is_evidence', TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER policy_version_is_evidence BEFORE UPDATE OR DELETE ON consent.policy_version FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
CREATE TRIGGER consent_record_is_evidence BEFORE UPDATE OR DELETE ON consent.consent_record FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
CREATE TRIGGER disclosure_is_evidence BEFORE UPDATE OR DELETE ON consent.disclosure FOR EACH ROW EXECUTE FUNCTION consent.refuse_change();
