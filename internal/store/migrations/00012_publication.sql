-- +goose Up

-- Publications at a time. One row is one appointment of one signed run; it is never deleted.
CREATE TABLE schedules (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  run_id BIGINT NOT NULL REFERENCES runs(id),
  due_at {{.Time}} NOT NULL,
  actor_id BIGINT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'cancelled', 'failed')),
  tries BIGINT NOT NULL,
  not_before {{.Time}} NOT NULL,
  failure TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  ended_at {{.Time}}
);
CREATE INDEX schedules_issue ON schedules (issue_id, id);
CREATE INDEX schedules_due ON schedules (due_at) WHERE state = 'waiting';
-- An issue has one appointment at a time.
CREATE UNIQUE INDEX schedules_waiting ON schedules (issue_id) WHERE state = 'waiting';

-- Corrections. While correcting, the working copy is ahead of the live edition; what it will be, and what readers are told.
ALTER TABLE issues ADD COLUMN correcting {{.Bool}} NOT NULL DEFAULT FALSE;
ALTER TABLE issues ADD COLUMN correction_edition BIGINT NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN correction_note TEXT NOT NULL DEFAULT '';

-- Steps of the chain, by name, that a correction does not pass through; NULL: it passes through all.
ALTER TABLE bulletins ADD COLUMN correction_skips TEXT;

-- Who drafted an edition that has been corrected since: the contributors of a correction are counted anew.
CREATE TABLE past_contributions (
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  PRIMARY KEY (edition_id, user_id)
);
CREATE INDEX past_contributions_issue ON past_contributions (issue_id);

-- What happened to an edition after its publication can concern one article, and archiving is a new event.
{{if .SQLite}}
CREATE TABLE withdrawals_new (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  article_id BIGINT REFERENCES articles(id),
  event TEXT NOT NULL CHECK (event IN ('take_down', 'withdraw', 'restore', 'archive')),
  reason TEXT NOT NULL,
  actor_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL
);
INSERT INTO withdrawals_new (id, issue_id, edition_id, event, reason, actor_id, created_at)
SELECT id, issue_id, edition_id, event, reason, actor_id, created_at FROM withdrawals;
DROP TABLE withdrawals;
ALTER TABLE withdrawals_new RENAME TO withdrawals;
CREATE INDEX withdrawals_issue ON withdrawals (issue_id);
{{else}}
ALTER TABLE withdrawals DROP CONSTRAINT withdrawals_event_check;
ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_event_check CHECK (event IN ('take_down', 'withdraw', 'restore', 'archive'));
ALTER TABLE withdrawals ADD COLUMN article_id BIGINT REFERENCES articles(id);
{{end}}

-- The gaps of a published issue: articles that readers do not see now.
CREATE TABLE gaps (
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  article_id BIGINT NOT NULL REFERENCES articles(id),
  event TEXT NOT NULL CHECK (event IN ('take_down', 'withdraw')),
  created_at {{.Time}} NOT NULL,
  PRIMARY KEY (issue_id, article_id)
);
