CREATE TABLE therapy_offering (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);

CREATE TABLE therapy_enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  offering_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  told_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_enrolment_offering_client ON therapy_enrolment (offering_id, client_id);
CREATE INDEX ix_enrolment_client ON therapy_enrolment (client_id);
