CREATE TABLE consent_processor_call (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  purpose TEXT NOT NULL,
  fields TEXT NOT NULL,
  called_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
);
CREATE INDEX ix_processor_call_called ON consent_processor_call (called_at);
CREATE INDEX ix_processor_call_ends ON consent_processor_call (ends_at);
