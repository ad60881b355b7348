ALTER TABLE accounts_account ADD COLUMN manages_organisation INTEGER NOT NULL DEFAULT 0;
