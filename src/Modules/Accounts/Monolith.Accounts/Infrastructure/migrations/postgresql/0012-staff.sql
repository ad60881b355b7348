CREATE TABLE accounts.confidentiality_undertaking (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  signed_at timestamptz NOT NULL,
  words_hash bytea NOT NULL
);
CREATE UNIQUE INDEX ux_confidentiality_undertaking_account_id ON accounts.confidentiality_undertaking (account_id);

CREATE TABLE accounts.disciplinary_measure (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  measure text NOT NULL,
  reason bytea NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX ix_disciplinary_measure_account_id ON accounts.disciplinary_measure (account_id);

ALTER TABLE accounts.account ADD COLUMN is_terminated boolean NOT NULL DEFAULT false;
