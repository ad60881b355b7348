CREATE TABLE accounts_integrator_key (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  operations TEXT NOT NULL,
  secret_hash BLOB NOT NULL,
  former_hash BLOB NULL,
  former_ends_at INTEGER NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  revoked_at INTEGER NULL
) STRICT;
CREATE UNIQUE INDEX ux_integrator_key_secret_hash ON accounts_integrator_key (secret_hash);
CREATE UNIQUE INDEX ux_integrator_key_former_hash ON accounts_integrator_key (former_hash);
