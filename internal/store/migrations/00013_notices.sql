-- +goose Up

-- Who was told of which entry of the audit log. What it says is read from the entry itself.
CREATE TABLE notices (
  id {{.PK}},
  user_id BIGINT NOT NULL REFERENCES users(id),
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  issue_id BIGINT NOT NULL,
  seq BIGINT NOT NULL REFERENCES audit_entries(seq),
  kind TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  read_at {{.Time}},
  mailed_at {{.Time}},
  UNIQUE (user_id, seq)
);
CREATE INDEX notices_list ON notices (user_id, bulletin_id, id);
CREATE INDEX notices_issue ON notices (issue_id);
CREATE INDEX notices_age ON notices (created_at);

-- Where and when a person gets mail.
ALTER TABLE users ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN mail TEXT NOT NULL DEFAULT '{"when":"at_once","hour":8,"off":[]}';

-- Work that failed is few, and asked for on every page of an administrator.
CREATE INDEX outbox_entries_failed ON outbox_entries (id) WHERE last_error <> '';
