CREATE TABLE parcels.parcel (id uuid NOT NULL PRIMARY KEY, version integer NOT NULL, subject_id uuid NOT NULL, label text NOT NULL, content bytea NOT NULL, sent_at timestamptz NOT NULL);
CREATE UNIQUE INDEX ux_parcel_label ON parcels.parcel (label);
CREATE TABLE parcels.parcel_count (id uuid NOT NULL PRIMARY KEY, version integer NOT NULL, sender_id uuid NOT NULL);
