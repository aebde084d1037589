-- +goose Up

-- How far each person has read: the text of an article or the state of an issue they saw last, and the one before it.
CREATE TABLE looks (
  id {{.PK}},
  user_id BIGINT NOT NULL REFERENCES users(id),
  article_id BIGINT REFERENCES articles(id),
  issue_id BIGINT REFERENCES issues(id),
  hash TEXT NOT NULL,
  seen_at {{.Time}} NOT NULL,
  before_hash TEXT NOT NULL,
  before_at {{.Time}},
  CHECK ((article_id IS NULL) <> (issue_id IS NULL)),
  UNIQUE (user_id, article_id),
  UNIQUE (user_id, issue_id)
);
