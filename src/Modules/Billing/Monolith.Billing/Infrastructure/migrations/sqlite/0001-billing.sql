-- Entries, postings, invoices and their lines are written once: the triggers keep them as they are (R23).
CREATE TABLE billing_product (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sessions INTEGER NOT NULL,
  price_minor INTEGER NOT NULL CHECK (price_minor > 0),
  currency TEXT NOT NULL,
  is_offered INTEGER NOT NULL
);
CREATE TABLE billing_order (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  payer_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  appointment_id TEXT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  state TEXT NOT NULL,
  refunded_minor INTEGER NOT NULL CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor),
  refund_count INTEGER NOT NULL,
  refund_due_minor INTEGER NOT NULL,
  placed_at INTEGER NOT NULL,
  paid_at INTEGER NULL
);
CREATE TABLE billing_payment (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  provider_reference BLOB NOT NULL,
  card BLOB NOT NULL,
  captured_at INTEGER NOT NULL
);
CREATE TABLE billing_refund (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  provider_reference BLOB NOT NULL,
  reason BLOB NOT NULL,
  refunded_at INTEGER NOT NULL
);
CREATE TABLE billing_journal_entry (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  booked_at INTEGER NOT NULL
);
CREATE TABLE billing_posting (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  entry_id TEXT NOT NULL,
  account TEXT NOT NULL,
  debit_minor INTEGER NOT NULL,
  credit_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  CHECK ((debit_minor > 0 AND credit_minor = 0) OR (debit_minor = 0 AND credit_minor > 0))
);
CREATE TABLE billing_invoice_year (
  year INTEGER NOT NULL PRIMARY KEY,
  last_number INTEGER NOT NULL
);
CREATE TABLE billing_invoice (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  payer_id TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  issued_at INTEGER NOT NULL
);
CREATE TABLE billing_invoice_line (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  invoice_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  description TEXT NOT NULL,
  total_minor INTEGER NOT NULL
);
CREATE TABLE billing_erasure_record (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased INTEGER NOT NULL,
  retained INTEGER NOT NULL,
  retained_until_at INTEGER NULL,
  erased_at INTEGER NOT NULL,
  closed_at INTEGER NULL
);
CREATE UNIQUE INDEX ux_order_appointment ON billing_order (appointment_id) WHERE state <> 'Cancelled';
CREATE INDEX ix_order_payer ON billing_order (payer_id, id);
CREATE UNIQUE INDEX ux_payment_order ON billing_payment (order_id);
CREATE INDEX ix_payment_subject ON billing_payment (subject_id, id);
CREATE UNIQUE INDEX ux_refund_number ON billing_refund (order_id, number);
CREATE INDEX ix_refund_subject ON billing_refund (subject_id, id);
CREATE UNIQUE INDEX ux_journal_entry_source ON billing_journal_entry (source_id);
CREATE INDEX ix_posting_entry ON billing_posting (entry_id);
CREATE UNIQUE INDEX ux_invoice_number ON billing_invoice (year, number);
CREATE INDEX ix_invoice_payer ON billing_invoice (payer_id, id);
CREATE INDEX ix_invoice_line_invoice ON billing_invoice_line (invoice_id);
CREATE UNIQUE INDEX ux_billing_erasure_record_case ON billing_erasure_record (case_id, subject_id);
WITH RECURSIVE years (year) AS (SELECT 2020 UNION ALL SELECT year + 1 FROM years WHERE year < 2199)
INSERT INTO billing_invoice_year (year, last_number) SELECT year, 0 FROM years;
INSERT INTO billing_product (id, version, name, kind, sessions, price_minor, currency, is_offered) VALUES
  ('019A0000-0000-7000-8000-000000000001', 1, 'Single session', 'Session', 1, 150000, 'Inr', 1),
  ('019A0000-0000-7000-8000-000000000004', 1, 'Package of four sessions', 'Session', 4, 540000, 'Inr', 1);
CREATE TRIGGER billing_journal_entry_no_update BEFORE UPDATE ON billing_journal_entry
BEGIN
  SELECT RAISE(ABORT, 'journal_entry_is_written_once');
END;
CREATE TRIGGER billing_journal_entry_no_delete BEFORE DELETE ON billing_journal_entry
BEGIN
  SELECT RAISE(ABORT, 'journal_entry_is_written_once');
END;
CREATE TRIGGER billing_posting_no_update BEFORE UPDATE ON billing_posting
BEGIN
  SELECT RAISE(ABORT, 'posting_is_written_once');
END;
CREATE TRIGGER billing_posting_no_delete BEFORE DELETE ON billing_posting
BEGIN
  SELECT RAISE(ABORT, 'posting_is_written_once');
END;
CREATE TRIGGER billing_invoice_no_update BEFORE UPDATE ON billing_invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice_is_written_once');
END;
CREATE TRIGGER billing_invoice_no_delete BEFORE DELETE ON billing_invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice_is_written_once');
END;
CREATE TRIGGER billing_invoice_line_no_update BEFORE UPDATE ON billing_invoice_line
BEGIN
  SELECT RAISE(ABORT, 'invoice_line_is_written_once');
END;
CREATE TRIGGER billing_invoice_line_no_delete BEFORE DELETE ON billing_invoice_line
BEGIN
  SELECT RAISE(ABORT, 'invoice_line_is_written_once');
END;
