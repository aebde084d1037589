-- +goose Up

CREATE TABLE materials (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  unit TEXT NOT NULL,
  sender TEXT NOT NULL,
  note TEXT NOT NULL,
  received_at {{.Time}} NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('', 'mail', 'chat', 'paper', 'fax', 'telephone', 'other')),
  upload_id BIGINT NOT NULL REFERENCES uploads(id),
  article_id BIGINT NOT NULL UNIQUE REFERENCES articles(id),
  fate TEXT NOT NULL CHECK (fate IN ('received', 'held_over', 'declined')),
  reason TEXT NOT NULL,
  decided_by BIGINT,
  decided_at {{.Time}},
  unread TEXT NOT NULL,
  omitted TEXT NOT NULL,
  alike TEXT NOT NULL,
  created_by BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX materials_received ON materials (bulletin_id, received_at, id);
CREATE INDEX materials_upload ON materials (upload_id);
