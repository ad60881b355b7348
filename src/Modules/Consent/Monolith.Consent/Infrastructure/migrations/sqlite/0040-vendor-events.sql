CREATE TABLE consent_vendor_event (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  vendor TEXT NOT NULL,
  person_id TEXT NOT NULL,
  is_account INTEGER NOT NULL,
  visited_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL
);
CREATE INDEX ix_vendor_event_due ON consent_vendor_event (due_at);
CREATE INDEX ix_vendor_event_person ON consent_vendor_event (person_id);
