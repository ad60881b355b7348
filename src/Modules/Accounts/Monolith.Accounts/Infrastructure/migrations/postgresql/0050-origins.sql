ALTER TABLE accounts.account ADD COLUMN origins bytea NULL;
ALTER TABLE accounts.registration ADD COLUMN policy_version integer NULL;
