CREATE TABLE matching.intake_on_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_intake_on_record_client ON matching.intake_on_record (client_id);
