CREATE TABLE consent_marketing_preference (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  channels TEXT NOT NULL,
  kinds TEXT NOT NULL,
  frequency TEXT NOT NULL,
  changed_at INTEGER NULL,
  due_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_marketing_preference_account ON consent_marketing_preference (account_id);
CREATE TABLE consent_silenced_address (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  address_index BLOB NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_silenced_address ON consent_silenced_address (address_index);
CREATE TABLE consent_purchase (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  bought_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_purchase ON consent_purchase (account_id, product_id);
