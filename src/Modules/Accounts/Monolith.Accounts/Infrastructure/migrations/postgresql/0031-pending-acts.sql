CREATE TABLE accounts.pending_act (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  proposed_by_id uuid NOT NULL,
  operation text NOT NULL,
  fingerprint bytea NOT NULL,
  input bytea NOT NULL,
  approvers text[] NOT NULL,
  proposed_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  decided_by_id uuid NULL,
  approved_at timestamptz NULL,
  refused_at timestamptz NULL,
  withdrawn_at timestamptz NULL,
  done_at timestamptz NULL,
  done_key_hash bytea NULL
);
CREATE INDEX ix_pending_act_proposed_by_id ON accounts.pending_act (proposed_by_id);
CREATE INDEX ix_pending_act_ends_at ON accounts.pending_act (ends_at);
