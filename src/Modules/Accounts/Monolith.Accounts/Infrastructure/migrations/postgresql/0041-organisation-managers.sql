ALTER TABLE accounts.account ADD COLUMN manages_organisation boolean NOT NULL DEFAULT false;
