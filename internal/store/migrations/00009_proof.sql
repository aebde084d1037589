-- +goose Up

-- Whether an article without source keeps its issue from being submitted.
ALTER TABLE bulletins ADD COLUMN require_sources {{.Bool}} NOT NULL DEFAULT FALSE;

-- Warnings of the preflight that somebody found right as they stand, by the text they were made in.
CREATE TABLE clearings (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  mark TEXT NOT NULL,
  rule TEXT NOT NULL,
  note TEXT NOT NULL,
  actor_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  UNIQUE (issue_id, mark)
);
