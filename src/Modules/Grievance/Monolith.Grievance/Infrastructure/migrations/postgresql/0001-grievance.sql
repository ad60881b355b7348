CREATE TABLE grievance.case_file (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  account_id uuid NULL,
  kind text NOT NULL,
  state text NOT NULL,
  text bytea NOT NULL,
  reply_to bytea NOT NULL,
  resolution bytea NOT NULL,
  received_at timestamptz NOT NULL,
  acknowledge_by_at timestamptz NULL,
  acknowledge_rule text NOT NULL,
  resolve_by_at timestamptz NOT NULL,
  resolve_rule text NOT NULL,
  acknowledged_at timestamptz NULL,
  acknowledged_by_clock boolean NOT NULL,
  escalated_at timestamptz NULL,
  resolved_at timestamptz NULL,
  kept_until_at timestamptz NULL
);
CREATE TABLE grievance.rights_request (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  entered_by_id uuid NULL,
  kind text NOT NULL,
  state text NOT NULL,
  wish bytea NOT NULL,
  explanation bytea NOT NULL,
  copy bytea NOT NULL,
  receipt bytea NOT NULL,
  has_copy boolean NOT NULL,
  has_receipt boolean NOT NULL,
  failed_tries integer NOT NULL,
  answered_parts integer NOT NULL,
  decision text NULL,
  ground text NOT NULL,
  received_at timestamptz NOT NULL,
  verified_at timestamptz NULL,
  due_at timestamptz NULL,
  due_rule text NOT NULL,
  decided_at timestamptz NULL,
  done_at timestamptz NULL,
  kept_until_at timestamptz NULL
);
CREATE TABLE grievance.module_part (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  request_id uuid NOT NULL,
  module text NOT NULL,
  erased integer NOT NULL,
  retained integer NOT NULL,
  retained_until_at timestamptz NULL,
  answered_at timestamptz NOT NULL
);
CREATE INDEX ix_case_file_account ON grievance.case_file (account_id, id);
CREATE INDEX ix_case_file_open ON grievance.case_file (resolve_by_at) WHERE state <> 'Resolved';
CREATE INDEX ix_rights_request_subject ON grievance.rights_request (subject_id, id);
CREATE INDEX ix_rights_request_due ON grievance.rights_request (due_at) WHERE state = 'Verified';
CREATE UNIQUE INDEX ux_module_part ON grievance.module_part (request_id, module);
