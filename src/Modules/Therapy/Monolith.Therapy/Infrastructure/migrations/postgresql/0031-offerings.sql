CREATE TABLE therapy.offering (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE therapy.enrolment (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  offering_id uuid NOT NULL,
  client_id uuid NOT NULL,
  enrolled_at timestamptz NOT NULL,
  told_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_enrolment_offering_client ON therapy.enrolment (offering_id, client_id);
CREATE INDEX ix_enrolment_client ON therapy.enrolment (client_id);
