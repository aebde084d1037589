-- +goose Up

-- What kind of thing an issue came back for; empty for approvals, and for returns from before there were categories.
ALTER TABLE decisions ADD COLUMN category TEXT NOT NULL DEFAULT '';

-- What a return asks to be put right, one by one, and what became of it.
CREATE TABLE return_points (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  run_id BIGINT NOT NULL REFERENCES runs(id),
  decision_id BIGINT NOT NULL REFERENCES decisions(id),
  position INTEGER NOT NULL,
  article_id BIGINT REFERENCES articles(id),
  block_id TEXT NOT NULL,
  title TEXT NOT NULL,
  quote TEXT NOT NULL,
  note TEXT NOT NULL,
  done_at {{.Time}},
  done_by BIGINT REFERENCES users(id),
  answer TEXT NOT NULL,
  UNIQUE (decision_id, position)
);
CREATE INDEX return_points_issue ON return_points (issue_id);
CREATE INDEX return_points_article ON return_points (article_id);

-- How far each person has come with reading an issue under review: what they ticked, and what they would return.
CREATE TABLE review_marks (
  id {{.PK}},
  user_id BIGINT NOT NULL REFERENCES users(id),
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  article_id BIGINT NOT NULL REFERENCES articles(id),
  block_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  verdict TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  UNIQUE (user_id, article_id, block_id)
);
CREATE INDEX review_marks_issue ON review_marks (issue_id, user_id);
