ALTER TABLE therapy.appointment ADD COLUMN announced_at timestamptz NULL;
