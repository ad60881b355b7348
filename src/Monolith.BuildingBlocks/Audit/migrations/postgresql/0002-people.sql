CREATE INDEX audit_entry_by_actor ON audit.entry (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_by_object ON audit.entry (object_id) WHERE object_id IS NOT NULL;
