ALTER TABLE matching.treatment_preferences ADD COLUMN policy_version integer NULL;
ALTER TABLE matching.therapist ADD COLUMN policy_version integer NULL;
