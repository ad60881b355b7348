CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_by_object ON audit_entry (object_id) WHERE object_id IS NOT NULL;
