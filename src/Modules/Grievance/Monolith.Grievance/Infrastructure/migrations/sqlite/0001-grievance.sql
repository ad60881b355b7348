CREATE TABLE grievance_case_file (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  text BLOB NOT NULL,
  reply_to BLOB NOT NULL,
  resolution BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  acknowledge_by_at INTEGER NULL,
  acknowledge_rule TEXT NOT NULL,
  resolve_by_at INTEGER NOT NULL,
  resolve_rule TEXT NOT NULL,
  acknowledged_at INTEGER NULL,
  acknowledged_by_clock INTEGER NOT NULL,
  escalated_at INTEGER NULL,
  resolved_at INTEGER NULL,
  kept_until_at INTEGER NULL
);
CREATE TABLE grievance_rights_request (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  entered_by_id TEXT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  wish BLOB NOT NULL,
  explanation BLOB NOT NULL,
  copy BLOB NOT NULL,
  receipt BLOB NOT NULL,
  has_copy INTEGER NOT NULL,
  has_receipt INTEGER NOT NULL,
  failed_tries INTEGER NOT NULL,
  answered_parts INTEGER NOT NULL,
  decision TEXT NULL,
  ground TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  verified_at INTEGER NULL,
  due_at INTEGER NULL,
  due_rule TEXT NOT NULL,
  decided_at INTEGER NULL,
  done_at INTEGER NULL,
  kept_until_at INTEGER NULL
);
CREATE TABLE grievance_module_part (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  module TEXT NOT NULL,
  erased INTEGER NOT NULL,
  retained INTEGER NOT NULL,
  retained_until_at INTEGER NULL,
  answered_at INTEGER NOT NULL
);
CREATE INDEX ix_case_file_account ON grievance_case_file (account_id, id);
CREATE INDEX ix_case_file_open ON grievance_case_file (resolve_by_at) WHERE state <> 'Resolved';
CREATE INDEX ix_rights_request_subject ON grievance_rights_request (subject_id, id);
CREATE INDEX ix_rights_request_due ON grievance_rights_request (due_at) WHERE state = 'Verified';
CREATE UNIQUE INDEX ux_module_part ON grievance_module_part (request_id, module);
