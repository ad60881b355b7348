CREATE TABLE accounts.material (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  offered_at timestamptz NOT NULL
);

CREATE TABLE accounts.material_subscription (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  material_id uuid NOT NULL,
  account_id uuid NOT NULL,
  subscribed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_material_subscription_account_material ON accounts.material_subscription (account_id, material_id);
CREATE INDEX ix_material_subscription_material ON accounts.material_subscription (material_id);
