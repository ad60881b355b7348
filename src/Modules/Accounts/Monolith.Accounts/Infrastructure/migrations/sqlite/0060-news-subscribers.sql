CREATE TABLE accounts_news_subscriber (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  address_index BLOB NOT NULL,
  address BLOB NULL,
  code_hash BLOB NOT NULL,
  code_ends_at INTEGER NOT NULL,
  confirmed_at INTEGER NULL,
  ended_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_news_subscriber_address ON accounts_news_subscriber (address_index) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX ux_news_subscriber_code ON accounts_news_subscriber (code_hash);
CREATE INDEX ix_news_subscriber_code_ends ON accounts_news_subscriber (code_ends_at) WHERE confirmed_at IS NULL;
