ALTER TABLE grievance_rights_request ADD COLUMN forgotten_in_audit_at INTEGER NULL;
