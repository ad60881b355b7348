ALTER TABLE grievance_case_file ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE grievance_rights_request ADD COLUMN policy_version INTEGER NULL;
ALTER TABLE grievance_case_file ADD COLUMN phone BLOB NULL;
