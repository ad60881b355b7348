ALTER TABLE grievance.rights_request ADD COLUMN forgotten_in_audit_at timestamptz NULL;
