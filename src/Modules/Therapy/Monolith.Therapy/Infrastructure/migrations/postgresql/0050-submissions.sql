ALTER TABLE therapy.health_intake ADD COLUMN policy_version integer NULL;
ALTER TABLE therapy.message ADD COLUMN policy_version integer NULL;
ALTER TABLE therapy.appointment ADD COLUMN policy_version integer NULL;
