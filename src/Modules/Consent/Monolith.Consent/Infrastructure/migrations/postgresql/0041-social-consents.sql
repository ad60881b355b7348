CREATE TABLE consent.social_consent (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  link bytea NULL,
  link_index bytea NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  ended_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_social_consent_link ON consent.social_consent (link_index) WHERE ended_at IS NULL;
