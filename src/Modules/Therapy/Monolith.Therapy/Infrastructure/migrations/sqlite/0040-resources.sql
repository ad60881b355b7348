CREATE TABLE therapy_resource (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  link TEXT NOT NULL,
  is_outside INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  withdrawn_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_resource_shown ON therapy_resource (link) WHERE withdrawn_at IS NULL;
