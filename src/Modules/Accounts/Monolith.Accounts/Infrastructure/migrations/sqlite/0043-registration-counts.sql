CREATE TABLE accounts_registration_count (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  "group" TEXT NOT NULL,
  count INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_registration_count_group ON accounts_registration_count ("group");
