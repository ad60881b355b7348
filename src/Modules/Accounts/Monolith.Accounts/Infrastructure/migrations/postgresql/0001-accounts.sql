CREATE TABLE accounts.account (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  kind text NOT NULL,
  role text NOT NULL,
  state text NOT NULL,
  email_index bytea NOT NULL,
  email bytea NOT NULL,
  details bytea NOT NULL,
  emergency_contact bytea NULL,
  password_hash text NOT NULL,
  password_changed_at timestamptz NOT NULL,
  password_reminded_at timestamptz NULL,
  registered_at timestamptz NOT NULL,
  closed_at timestamptz NULL,
  erase_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_account_email_index ON accounts.account (email_index);
CREATE INDEX ix_account_erase_at ON accounts.account (erase_at) WHERE erase_at IS NOT NULL;
CREATE INDEX ix_account_password_changed_at ON accounts.account (password_changed_at);

CREATE TABLE accounts.registration (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  email_index bytea NOT NULL,
  email bytea NOT NULL,
  details bytea NOT NULL,
  password_hash text NOT NULL,
  code_hash bytea NOT NULL,
  accepted_version_ids uuid[] NOT NULL,
  affirmed_adult boolean NOT NULL,
  registered_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_registration_code_hash ON accounts.registration (code_hash);
CREATE INDEX ix_registration_ends_at ON accounts.registration (ends_at);

CREATE TABLE accounts.invitation (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  role text NOT NULL,
  email_index bytea NULL,
  email bytea NULL,
  token_hash bytea NOT NULL,
  invited_by uuid NULL,
  ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_invitation_token_hash ON accounts.invitation (token_hash);

CREATE TABLE accounts.account_session (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  device_id uuid NOT NULL,
  access_hash bytea NOT NULL,
  refresh_hash bytea NOT NULL,
  user_agent bytea NULL,
  started_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  access_ends_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_account_session_access_hash ON accounts.account_session (access_hash);
CREATE UNIQUE INDEX ux_account_session_refresh_hash ON accounts.account_session (refresh_hash);
CREATE INDEX ix_account_session_account_id ON accounts.account_session (account_id);

CREATE TABLE accounts.spent_token (
  hash bytea NOT NULL PRIMARY KEY,
  session_id uuid NOT NULL
);
CREATE INDEX ix_spent_token_session_id ON accounts.spent_token (session_id);

CREATE TABLE accounts.known_device (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_known_device_token_hash ON accounts.known_device (token_hash);
CREATE INDEX ix_known_device_account_id ON accounts.known_device (account_id);

CREATE TABLE accounts.outgoing_message (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  subject_id uuid NOT NULL,
  channel text NOT NULL,
  template text NOT NULL,
  to_index bytea NOT NULL,
  "to" bytea NOT NULL,
  text bytea NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz NULL,
  attempts integer NOT NULL,
  due_at timestamptz NULL
);
CREATE INDEX ix_outgoing_message_due_at ON accounts.outgoing_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_outgoing_message_to_index ON accounts.outgoing_message (to_index);
CREATE INDEX ix_outgoing_message_subject_id ON accounts.outgoing_message (subject_id);

CREATE TABLE accounts.requester_code (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_requester_code_case_id ON accounts.requester_code (case_id);

CREATE TABLE accounts.erasure_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  erased_records integer NOT NULL,
  erased_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_erasure_record_case_id ON accounts.erasure_record (case_id);
