ALTER TABLE accounts_account ADD COLUMN origins BLOB NULL;
ALTER TABLE accounts_registration ADD COLUMN policy_version INTEGER NULL;
