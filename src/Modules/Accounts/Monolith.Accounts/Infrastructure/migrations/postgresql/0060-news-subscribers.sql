CREATE TABLE accounts.news_subscriber (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  address_index bytea NOT NULL,
  address bytea NULL,
  code_hash bytea NOT NULL,
  code_ends_at timestamptz NOT NULL,
  confirmed_at timestamptz NULL,
  ended_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_news_subscriber_address ON accounts.news_subscriber (address_index) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX ux_news_subscriber_code ON accounts.news_subscriber (code_hash);
CREATE INDEX ix_news_subscriber_code_ends ON accounts.news_subscriber (code_ends_at) WHERE confirmed_at IS NULL;
