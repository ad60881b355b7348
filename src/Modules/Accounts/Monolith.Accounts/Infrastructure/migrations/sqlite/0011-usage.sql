CREATE TABLE accounts_usage_entry (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  account_id TEXT NULL,
  kind TEXT NOT NULL,
  area TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  facts BLOB NOT NULL
) STRICT;
CREATE INDEX ix_usage_entry_account_id_occurred_at ON accounts_usage_entry (account_id, occurred_at);
CREATE INDEX ix_usage_entry_ends_at ON accounts_usage_entry (ends_at);
CREATE INDEX ix_usage_entry_occurred_at ON accounts_usage_entry (occurred_at);

CREATE TABLE accounts_usage_day (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  day_at INTEGER NOT NULL,
  area TEXT NOT NULL,
  people TEXT NOT NULL,
  visits INTEGER NOT NULL,
  accounts INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_usage_day_day_at_area_people ON accounts_usage_day (day_at, area, people);
