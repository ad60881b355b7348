-- The rows that verify_audit.py reads from its standard input: instants in microseconds, bytes in hexadecimal; what may be absent stands behind an equals sign.
SELECT 'checkpoint', sequence, encode(hash, 'hex'), (extract(epoch FROM sealed_at) * 1000000)::bigint, encode(signature, 'hex') FROM audit.checkpoint;
SELECT 'entry', sequence, coalesce('=' || encode(hash, 'hex'), ''), id, (extract(epoch FROM occurred_at) * 1000000)::bigint,
  coalesce('=' || actor_id::text, ''), coalesce('=' || encode(actor_seal, 'hex'), ''), actor_role, operation, coalesce('=' || subject_id::text, ''), coalesce('=' || encode(subject_seal, 'hex'), ''),
  coalesce('=' || object_id::text, ''), coalesce('=' || encode(object_seal, 'hex'), ''), coalesce('=' || data_class, ''), coalesce('=' || mode, ''), coalesce('=' || purpose, ''), outcome,
  coalesce('=' || rule, ''), request_id, coalesce('=' || details, '')
FROM audit.entry WHERE sequence IS NOT NULL ORDER BY sequence;
