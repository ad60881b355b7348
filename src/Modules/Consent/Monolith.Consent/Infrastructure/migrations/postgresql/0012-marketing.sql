CREATE TABLE consent.marketing_preference (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  channels text NOT NULL,
  kinds text NOT NULL,
  frequency text NOT NULL,
  changed_at timestamptz NULL,
  due_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_marketing_preference_account ON consent.marketing_preference (account_id);
CREATE TABLE consent.silenced_address (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  address_index bytea NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_silenced_address ON consent.silenced_address (address_index);
CREATE TABLE consent.purchase (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  product_id uuid NOT NULL,
  bought_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_purchase ON consent.purchase (account_id, product_id);
