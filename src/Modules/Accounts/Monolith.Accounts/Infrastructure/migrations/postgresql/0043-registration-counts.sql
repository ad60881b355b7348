CREATE TABLE accounts.registration_count (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  "group" text NOT NULL,
  count integer NOT NULL,
  counted_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_registration_count_group ON accounts.registration_count ("group");
