CREATE TABLE consent.policy_review (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_at timestamptz NOT NULL
);
