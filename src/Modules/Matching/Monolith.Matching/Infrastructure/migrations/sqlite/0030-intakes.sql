CREATE TABLE matching_intake_on_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_intake_on_record_client ON matching_intake_on_record (client_id);
