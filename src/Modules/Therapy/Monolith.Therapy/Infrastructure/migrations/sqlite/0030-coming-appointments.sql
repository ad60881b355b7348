ALTER TABLE therapy_appointment ADD COLUMN announced_at INTEGER NULL;
