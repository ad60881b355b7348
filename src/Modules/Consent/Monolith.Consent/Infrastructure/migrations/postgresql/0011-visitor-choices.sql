CREATE TABLE consent.visitor_choice (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  token_hash bytea NOT NULL,
  accepted text NOT NULL,
  refused text NOT NULL,
  opted_out text NOT NULL,
  chosen_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ux_visitor_choice_token ON consent.visitor_choice (token_hash);
CREATE INDEX ix_visitor_choice_chosen ON consent.visitor_choice (chosen_at);
