CREATE TABLE consent.registration_count (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  "group" text NOT NULL,
  count integer NOT NULL,
  counted_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_registration_count_group ON consent.registration_count ("group");

CREATE TABLE consent.aggregate_share (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  recipient text NOT NULL,
  cells text NOT NULL,
  shared_by uuid NOT NULL,
  shared_at timestamptz NOT NULL
);
