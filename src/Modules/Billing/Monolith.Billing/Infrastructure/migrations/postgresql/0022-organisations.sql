ALTER TABLE billing."order" ADD COLUMN organisation_id uuid NULL;
ALTER TABLE billing.invoice ADD COLUMN organisation_id uuid NULL;
CREATE INDEX ix_invoice_organisation ON billing.invoice (organisation_id, id);
