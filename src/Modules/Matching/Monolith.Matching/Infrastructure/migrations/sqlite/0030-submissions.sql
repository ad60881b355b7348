ALTER TABLE matching_treatment_preferences ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE matching_therapist ADD COLUMN policy_version INTEGER NULL;
