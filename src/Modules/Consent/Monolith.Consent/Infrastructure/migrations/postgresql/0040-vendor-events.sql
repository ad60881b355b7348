CREATE TABLE consent.vendor_event (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  vendor text NOT NULL,
  person_id uuid NOT NULL,
  is_account boolean NOT NULL,
  visited_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL
);
CREATE INDEX ix_vendor_event_due ON consent.vendor_event (due_at);
CREATE INDEX ix_vendor_event_person ON consent.vendor_event (person_id);
