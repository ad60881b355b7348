ALTER TABLE consent_policy_version ADD COLUMN settings TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_policy_version ADD COLUMN changes TEXT NOT NULL DEFAULT '';
CREATE TABLE consent_policy_refusal (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  declined_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_policy_refusal ON consent_policy_refusal (account_id, version_id);
