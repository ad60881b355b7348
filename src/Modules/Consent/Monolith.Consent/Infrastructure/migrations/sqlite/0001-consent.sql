-- Versions, consent records and disclosures are evidence: the triggers keep them as they were written.
CREATE TABLE consent_policy_version (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  severity TEXT NOT NULL,
  rendered_text TEXT NOT NULL,
  sections TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  generated_hash TEXT NOT NULL,
  is_generated INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  effective_at INTEGER NOT NULL,
  needs_approval INTEGER NOT NULL,
  channels TEXT NOT NULL
);
CREATE TABLE consent_policy_acceptance (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  affirmed_adult INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL
);
CREATE TABLE consent_consent_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  event TEXT NOT NULL,
  act TEXT NULL,
  wording_version TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  key_number INTEGER NOT NULL,
  receipt BLOB NOT NULL,
  signature BLOB NOT NULL
);
CREATE TABLE consent_receipt_key (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  sealed_private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE consent_outside_processor (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  agreement_on TEXT NULL,
  agreement_reference TEXT NULL,
  assessed_until_on TEXT NULL,
  purposes TEXT NOT NULL,
  fields TEXT NOT NULL,
  region TEXT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE TABLE consent_disclosure (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  ground TEXT NOT NULL,
  processor_id TEXT NULL,
  recorded_by TEXT NOT NULL,
  disclosed_at INTEGER NOT NULL,
  words BLOB NOT NULL
);
CREATE TABLE consent_disclosure_approval (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  recipient BLOB NOT NULL,
  scope BLOB NOT NULL,
  approved_at INTEGER NOT NULL,
  used_at INTEGER NULL
);
CREATE TABLE consent_erasure_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased INTEGER NOT NULL,
  retained INTEGER NOT NULL,
  retained_until_at INTEGER NULL,
  erased_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_policy_version_number ON consent_policy_version (kind, number);
CREATE UNIQUE INDEX ux_policy_acceptance ON consent_policy_acceptance (account_id, version_id);
CREATE UNIQUE INDEX ux_consent_record_sequence ON consent_consent_record (subject_id, purpose, sequence);
CREATE UNIQUE INDEX ux_receipt_key_number ON consent_receipt_key (number);
CREATE UNIQUE INDEX ux_outside_processor_name ON consent_outside_processor (kind, name);
CREATE INDEX ix_disclosure_subject ON consent_disclosure (subject_id, id);
CREATE INDEX ix_disclosure_approval_subject ON consent_disclosure_approval (subject_id);
CREATE UNIQUE INDEX ux_erasure_record_case ON consent_erasure_record (case_id, subject_id);
CREATE TRIGGER consent_policy_version_no_update BEFORE UPDATE ON consent_policy_version
BEGIN
  SELECT RAISE(ABORT, 'policy_version_is_evidence');
END;
CREATE TRIGGER consent_policy_version_no_delete BEFORE DELETE ON consent_policy_version
BEGIN
  SELECT RAISE(ABORT, 'policy_version_is_evidence');
END;
CREATE TRIGGER consent_consent_record_no_update BEFORE UPDATE ON consent_consent_record
BEGIN
  SELECT RAISE(ABORT, 'consent_record_is_evidence');
END;
CREATE TRIGGER consent_consent_record_no_delete BEFORE DELETE ON consent_consent_record
BEGIN
  SELECT RAISE(ABORT, 'consent_record_is_evidence');
END;
CREATE TRIGGER consent_disclosure_no_update BEFORE UPDATE ON consent_disclosure
BEGIN
  SELECT RAISE(ABORT, 'disclosure_is_evidence');
END;
CREATE TRIGGER consent_disclosure_no_delete BEFORE DELETE ON consent_disclosure
BEGIN
  SELECT RAISE(ABORT, 'disclosure_is_evidence');
END;
