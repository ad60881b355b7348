CREATE TABLE accounts_material (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  offered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts_material_subscription (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  material_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  subscribed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_material_subscription_account_material ON accounts_material_subscription (account_id, material_id);
CREATE INDEX ix_material_subscription_material ON accounts_material_subscription (material_id);
