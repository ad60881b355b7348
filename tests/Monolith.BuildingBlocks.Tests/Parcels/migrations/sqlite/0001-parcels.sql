CREATE TABLE parcels_parcel (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, subject_id TEXT NOT NULL, label TEXT NOT NULL, content BLOB NOT NULL, sent_at INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_parcel_label ON parcels_parcel (label);
CREATE TABLE parcels_parcel_count (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, sender_id TEXT NOT NULL);
