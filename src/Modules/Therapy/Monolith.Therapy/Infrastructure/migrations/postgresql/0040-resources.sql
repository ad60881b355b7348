CREATE TABLE therapy.resource (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  link text NOT NULL,
  is_outside boolean NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_resource_shown ON therapy.resource (link) WHERE withdrawn_at IS NULL;
