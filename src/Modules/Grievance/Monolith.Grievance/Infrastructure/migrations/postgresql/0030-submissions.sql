ALTER TABLE grievance.case_file ADD COLUMN policy_version integer NULL;
ALTER TABLE grievance.rights_request ADD COLUMN policy_version integer NULL;
ALTER TABLE grievance.case_file ADD COLUMN phone bytea NULL;
