CREATE TABLE consent.processor_call (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  fields text NOT NULL,
  called_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX ix_processor_call_called ON consent.processor_call (called_at);
CREATE INDEX ix_processor_call_ends ON consent.processor_call (ends_at);
