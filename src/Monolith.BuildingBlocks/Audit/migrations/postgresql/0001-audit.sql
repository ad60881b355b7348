CREATE SCHEMA audit;

CREATE TABLE audit.entry (
  id uuid PRIMARY KEY,
  occurred_at timestamptz NOT NULL,
  actor_id uuid,
  actor_role text NOT NULL,
  operation text NOT NULL,
  subject_id uuid,
  object_id uuid,
  data_class text,
  mode text,
  purpose text,
  outcome text NOT NULL,
  rule text,
  request_id text NOT NULL,
  details text,
  sequence bigint UNIQUE,
  hash bytea,
  actor_seal bytea,
  subject_seal bytea,
  object_seal bytea
);

CREATE INDEX audit_entry_unsealed ON audit.entry (id) WHERE sequence IS NULL;
CREATE INDEX audit_entry_by_subject ON audit.entry (subject_id, occurred_at);

CREATE TABLE audit.checkpoint (
  sequence bigint PRIMARY KEY,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  signature bytea NOT NULL
);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit tables are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit.guard_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence IS NOT NULL OR NEW.hash IS NOT NULL THEN
    RAISE EXCEPTION 'audit entries are appended unsealed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION audit.guard_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - '{sequence,hash,actor_id,subject_id,object_id,actor_seal,subject_seal,object_seal}'::text[]) = (to_jsonb(OLD) - '{sequence,hash,actor_id,subject_id,object_id,actor_seal,subject_seal,object_seal}'::text[])
    AND (
      (OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND NEW.hash IS NOT NULL AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.object_id IS NOT DISTINCT FROM OLD.object_id)
      OR (OLD.sequence IS NOT NULL AND NEW.sequence = OLD.sequence AND NEW.hash = OLD.hash
      AND ((NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.actor_seal IS NOT DISTINCT FROM OLD.actor_seal) OR (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL AND length(OLD.actor_seal) = 16 AND length(NEW.actor_seal) = 32))
      AND ((NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.subject_seal IS NOT DISTINCT FROM OLD.subject_seal) OR (OLD.subject_id IS NOT NULL AND NEW.subject_id IS NULL AND length(OLD.subject_seal) = 16 AND length(NEW.subject_seal) = 32))
      AND ((NEW.object_id IS NOT DISTINCT FROM OLD.object_id AND NEW.object_seal IS NOT DISTINCT FROM OLD.object_seal) OR (OLD.object_id IS NOT NULL AND NEW.object_id IS NULL AND length(OLD.object_seal) = 16 AND length(NEW.object_seal) = 32)))
    )
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.guard_insert();
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.guard_update();
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER audit_checkpoint_change BEFORE UPDATE OR DELETE ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER audit_checkpoint_truncate BEFORE TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
