ALTER TABLE billing_order ADD COLUMN policy_version INTEGER NULL;
