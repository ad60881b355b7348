ALTER TABLE consent.policy_version ADD COLUMN settings text NOT NULL DEFAULT '', ADD COLUMN changes text NOT NULL DEFAULT '';
CREATE TABLE consent.policy_refusal (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  version_id uuid NOT NULL,
  declined_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_policy_refusal ON consent.policy_refusal (account_id, version_id);
