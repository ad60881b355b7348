-- Entries, postings, invoices and their lines are written once: the triggers keep them as they are (R23).
CREATE TABLE billing.product (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  sessions integer NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  currency text NOT NULL,
  is_offered boolean NOT NULL
);
CREATE TABLE billing."order" (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  payer_id uuid NOT NULL,
  product_id uuid NOT NULL,
  appointment_id uuid NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  state text NOT NULL,
  refunded_minor bigint NOT NULL CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor),
  refund_count integer NOT NULL,
  refund_due_minor bigint NOT NULL,
  placed_at timestamptz NOT NULL,
  paid_at timestamptz NULL
);
CREATE TABLE billing.payment (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  order_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  provider_reference bytea NOT NULL,
  card bytea NOT NULL,
  captured_at timestamptz NOT NULL
);
CREATE TABLE billing.refund (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  order_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  number integer NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  provider_reference bytea NOT NULL,
  reason bytea NOT NULL,
  refunded_at timestamptz NOT NULL
);
CREATE TABLE billing.journal_entry (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  order_id uuid NOT NULL,
  source_id uuid NOT NULL,
  booked_at timestamptz NOT NULL
);
CREATE TABLE billing.posting (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  entry_id uuid NOT NULL,
  account text NOT NULL,
  debit_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  currency text NOT NULL,
  CHECK ((debit_minor > 0 AND credit_minor = 0) OR (debit_minor = 0 AND credit_minor > 0))
);
CREATE TABLE billing.invoice_year (
  year integer NOT NULL PRIMARY KEY,
  last_number integer NOT NULL
);
CREATE TABLE billing.invoice (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  kind text NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  order_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  total_minor bigint NOT NULL,
  currency text NOT NULL,
  issued_at timestamptz NOT NULL
);
CREATE TABLE billing.invoice_line (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  invoice_id uuid NOT NULL,
  product_id uuid NOT NULL,
  description text NOT NULL,
  total_minor bigint NOT NULL
);
CREATE TABLE billing.erasure_record (
  id uuid NOT NULL PRIMARY KEY,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  erased integer NOT NULL,
  retained integer NOT NULL,
  retained_until_at timestamptz NULL,
  erased_at timestamptz NOT NULL,
  closed_at timestamptz NULL
);
CREATE UNIQUE INDEX ux_order_appointment ON billing."order" (appointment_id) WHERE state <> 'Cancelled';
CREATE INDEX ix_order_payer ON billing."order" (payer_id, id);
CREATE UNIQUE INDEX ux_payment_order ON billing.payment (order_id);
CREATE INDEX ix_payment_subject ON billing.payment (subject_id, id);
CREATE UNIQUE INDEX ux_refund_number ON billing.refund (order_id, number);
CREATE INDEX ix_refund_subject ON billing.refund (subject_id, id);
CREATE UNIQUE INDEX ux_journal_entry_source ON billing.journal_entry (source_id);
CREATE INDEX ix_posting_entry ON billing.posting (entry_id);
CREATE UNIQUE INDEX ux_invoice_number ON billing.invoice (year, number);
CREATE INDEX ix_invoice_payer ON billing.invoice (payer_id, id);
CREATE INDEX ix_invoice_line_invoice ON billing.invoice_line (invoice_id);
CREATE UNIQUE INDEX ux_erasure_record_case ON billing.erasure_record (case_id, subject_id);
WITH RECURSIVE years (year) AS (SELECT 2020 UNION ALL SELECT year + 1 FROM years WHERE year < 2199)
INSERT INTO billing.invoice_year (year, last_number) SELECT year, 0 FROM years;
INSERT INTO billing.product (id, version, name, kind, sessions, price_minor, currency, is_offered) VALUES
  ('019A0000-0000-7000-8000-000000000001', 1, 'Single session', 'Session', 1, 150000, 'Inr', true),
  ('019A0000-0000-7000-8000-000000000004', 1, 'Package of four sessions', 'Session', 4, 540000, 'Inr', true);
CREATE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%_is_written_once', TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER journal_entry_is_written_once BEFORE UPDATE OR DELETE ON billing.journal_entry FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER journal_entry_is_not_emptied BEFORE TRUNCATE ON billing.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER posting_is_written_once BEFORE UPDATE OR DELETE ON billing.posting FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER posting_is_not_emptied BEFORE TRUNCATE ON billing.posting FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER invoice_is_written_once BEFORE UPDATE OR DELETE ON billing.invoice FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER invoice_is_not_emptied BEFORE TRUNCATE ON billing.invoice FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER invoice_line_is_written_once BEFORE UPDATE OR DELETE ON billing.invoice_line FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER invoice_line_is_not_emptied BEFORE TRUNCATE ON billing.invoice_line FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_change();
