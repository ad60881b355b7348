CREATE TABLE audit_entry (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  occurred_at INTEGER NOT NULL,
  actor_id TEXT,
  actor_role TEXT NOT NULL,
  operation TEXT NOT NULL,
  subject_id TEXT,
  object_id TEXT,
  data_class TEXT,
  mode TEXT,
  purpose TEXT,
  outcome TEXT NOT NULL,
  rule TEXT,
  request_id TEXT NOT NULL,
  details TEXT,
  sequence INTEGER UNIQUE,
  hash BLOB,
  actor_seal BLOB,
  subject_seal BLOB,
  object_seal BLOB
) STRICT;

CREATE INDEX audit_entry_unsealed ON audit_entry (position) WHERE sequence IS NULL;
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, occurred_at);

CREATE TABLE audit_checkpoint (
  sequence INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  sealed_at INTEGER NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
WHEN NEW.sequence IS NOT NULL OR NEW.hash IS NOT NULL OR EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'audit entries are appended once, unsealed');
END;

CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
WHEN NOT (
  NEW.position IS OLD.position AND NEW.id IS OLD.id AND NEW.occurred_at IS OLD.occurred_at AND NEW.actor_role IS OLD.actor_role AND NEW.operation IS OLD.operation AND NEW.data_class IS OLD.data_class AND NEW.mode IS OLD.mode AND NEW.purpose IS OLD.purpose AND NEW.outcome IS OLD.outcome AND NEW.rule IS OLD.rule AND NEW.request_id IS OLD.request_id AND NEW.details IS OLD.details
  AND (
    (OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND NEW.hash IS NOT NULL AND NEW.actor_id IS OLD.actor_id AND NEW.subject_id IS OLD.subject_id AND NEW.object_id IS OLD.object_id)
    OR (OLD.sequence IS NOT NULL AND NEW.sequence IS OLD.sequence AND NEW.hash IS OLD.hash
    AND ((NEW.actor_id IS OLD.actor_id AND NEW.actor_seal IS OLD.actor_seal) OR (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL AND length(OLD.actor_seal) = 16 AND length(NEW.actor_seal) = 32))
    AND ((NEW.subject_id IS OLD.subject_id AND NEW.subject_seal IS OLD.subject_seal) OR (OLD.subject_id IS NOT NULL AND NEW.subject_id IS NULL AND length(OLD.subject_seal) = 16 AND length(NEW.subject_seal) = 32))
    AND ((NEW.object_id IS OLD.object_id AND NEW.object_seal IS OLD.object_seal) OR (OLD.object_id IS NOT NULL AND NEW.object_id IS NULL AND length(OLD.object_seal) = 16 AND length(NEW.object_seal) = 32)))
  )
)
BEGIN
  SELECT RAISE(ABORT, 'audit entries are append-only');
END;

CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'audit entries are append-only');
END;

CREATE TRIGGER audit_checkpoint_update BEFORE UPDATE ON audit_checkpoint
BEGIN
  SELECT RAISE(ABORT, 'audit checkpoints are append-only');
END;

CREATE TRIGGER audit_checkpoint_delete BEFORE DELETE ON audit_checkpoint
BEGIN
  SELECT RAISE(ABORT, 'audit checkpoints are append-only');
END;
