ALTER TABLE billing_order ADD COLUMN organisation_id TEXT NULL;
ALTER TABLE billing_invoice ADD COLUMN organisation_id TEXT NULL;
CREATE INDEX ix_invoice_organisation ON billing_invoice (organisation_id, id);
