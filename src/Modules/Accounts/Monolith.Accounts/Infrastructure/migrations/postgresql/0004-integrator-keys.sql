CREATE TABLE accounts.integrator_key (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  operations text[] NOT NULL,
  secret_hash bytea NOT NULL,
  former_hash bytea NULL,
  former_ends_at timestamptz NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_integrator_key_secret_hash ON accounts.integrator_key (secret_hash);
CREATE UNIQUE INDEX ux_integrator_key_former_hash ON accounts.integrator_key (former_hash);
