CREATE TABLE accounts.usage_entry (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  account_id uuid NULL,
  kind text NOT NULL,
  area text NOT NULL,
  occurred_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  facts bytea NOT NULL
);
CREATE INDEX ix_usage_entry_account_id_occurred_at ON accounts.usage_entry (account_id, occurred_at);
CREATE INDEX ix_usage_entry_ends_at ON accounts.usage_entry (ends_at);
CREATE INDEX ix_usage_entry_occurred_at ON accounts.usage_entry (occurred_at);

CREATE TABLE accounts.usage_day (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  day_at timestamptz NOT NULL,
  area text NOT NULL,
  people text NOT NULL,
  visits integer NOT NULL,
  accounts integer NOT NULL
);
CREATE UNIQUE INDEX ux_usage_day_day_at_area_people ON accounts.usage_day (day_at, area, people);
