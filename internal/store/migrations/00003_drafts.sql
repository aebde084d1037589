-- +goose Up

-- What one person has written of an article and not saved yet. A discarded one waits a while, so that it can be taken back.
CREATE TABLE working_copies (
  id {{.PK}},
  article_id BIGINT NOT NULL REFERENCES articles(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  base_id BIGINT NOT NULL REFERENCES revisions(id),
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'ready')),
  hash TEXT NOT NULL,
  saved_at {{.Time}} NOT NULL,
  discarded_at {{.Time}},
  version BIGINT NOT NULL,
  UNIQUE (article_id, user_id)
);
CREATE INDEX working_copies_user ON working_copies (user_id);

-- Who is in an article. A lease that is not renewed has ended when its time is over.
CREATE TABLE leases (
  article_id BIGINT PRIMARY KEY REFERENCES articles(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  token TEXT NOT NULL,
  taken_at {{.Time}} NOT NULL,
  expires_at {{.Time}} NOT NULL
);

-- The revision that a text was written on: of a side revision, the one that a newer text had replaced meanwhile.
ALTER TABLE revisions ADD COLUMN base_id BIGINT;
