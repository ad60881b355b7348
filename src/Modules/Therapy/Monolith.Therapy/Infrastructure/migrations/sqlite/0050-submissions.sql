ALTER TABLE therapy_health_intake ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE therapy_message ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE therapy_appointment ADD COLUMN policy_version INTEGER NULL;
