CREATE TABLE consent_visitor_choice (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  token_hash BLOB NOT NULL,
  accepted TEXT NOT NULL,
  refused TEXT NOT NULL,
  opted_out TEXT NOT NULL,
  chosen_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_visitor_choice_token ON consent_visitor_choice (token_hash);
CREATE INDEX ix_visitor_choice_chosen ON consent_visitor_choice (chosen_at);
