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
