CREATE TABLE accounts_account (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  email_index BLOB NOT NULL,
  email BLOB NOT NULL,
  details BLOB NOT NULL,
  emergency_contact BLOB NULL,
  password_hash TEXT NOT NULL,
  password_changed_at INTEGER NOT NULL,
  password_reminded_at INTEGER NULL,
  registered_at INTEGER NOT NULL,
  closed_at INTEGER NULL,
  erase_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_account_email_index ON accounts_account (email_index);
CREATE INDEX ix_account_erase_at ON accounts_account (erase_at) WHERE erase_at IS NOT NULL;
CREATE INDEX ix_account_password_changed_at ON accounts_account (password_changed_at);

CREATE TABLE accounts_registration (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  email_index BLOB NOT NULL,
  email BLOB NOT NULL,
  details BLOB NOT NULL,
  password_hash TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  accepted_version_ids TEXT NOT NULL,
  affirmed_adult INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_registration_code_hash ON accounts_registration (code_hash);
CREATE INDEX ix_registration_ends_at ON accounts_registration (ends_at);

CREATE TABLE accounts_invitation (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  role TEXT NOT NULL,
  email_index BLOB NULL,
  email BLOB NULL,
  token_hash BLOB NOT NULL,
  invited_by TEXT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_invitation_token_hash ON accounts_invitation (token_hash);

CREATE TABLE accounts_account_session (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  access_hash BLOB NOT NULL,
  refresh_hash BLOB NOT NULL,
  user_agent BLOB NULL,
  started_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  access_ends_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_account_session_access_hash ON accounts_account_session (access_hash);
CREATE UNIQUE INDEX ux_account_session_refresh_hash ON accounts_account_session (refresh_hash);
CREATE INDEX ix_account_session_account_id ON accounts_account_session (account_id);

CREATE TABLE accounts_spent_token (
  hash BLOB NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL
) STRICT;
CREATE INDEX ix_spent_token_session_id ON accounts_spent_token (session_id);

CREATE TABLE accounts_known_device (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_known_device_token_hash ON accounts_known_device (token_hash);
CREATE INDEX ix_known_device_account_id ON accounts_known_device (account_id);

CREATE TABLE accounts_outgoing_message (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  template TEXT NOT NULL,
  to_index BLOB NOT NULL,
  "to" BLOB NOT NULL,
  text BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NULL
) STRICT;
CREATE INDEX ix_outgoing_message_due_at ON accounts_outgoing_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_outgoing_message_to_index ON accounts_outgoing_message (to_index);
CREATE INDEX ix_outgoing_message_subject_id ON accounts_outgoing_message (subject_id);

CREATE TABLE accounts_requester_code (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_requester_code_case_id ON accounts_requester_code (case_id);

CREATE TABLE accounts_erasure_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  erased_records INTEGER NOT NULL,
  erased_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_erasure_record_case_id ON accounts_erasure_record (case_id);
