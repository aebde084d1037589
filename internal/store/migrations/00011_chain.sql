-- +goose Up

-- Days of the office's calendar that are not what their weekday says: days off, and working days at weekends (调休).
CREATE TABLE special_days (
  day TEXT PRIMARY KEY,
  working {{.Bool}} NOT NULL,
  name TEXT NOT NULL,
  created_at {{.Time}} NOT NULL
);

-- Since when the step at work has been at work.
ALTER TABLE runs ADD COLUMN step_since {{.Time}};
UPDATE runs SET step_since = COALESCE((SELECT MAX(created_at) FROM decisions WHERE decisions.run_id = runs.id), submitted_at);

-- What whoever had a proofreading duty ticked off when approving.
ALTER TABLE decisions ADD COLUMN checked TEXT NOT NULL DEFAULT '[]';

-- Who of those named for a countersign step has still to act.
ALTER TABLE runs ADD COLUMN pending TEXT NOT NULL DEFAULT '[]';

-- Signers who have others sign for them, from one day to another (委托签发).
CREATE TABLE delegations (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  signer_id BIGINT NOT NULL REFERENCES users(id),
  delegate_id BIGINT NOT NULL REFERENCES users(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  revoked_at {{.Time}},
  CHECK (signer_id <> delegate_id)
);
CREATE INDEX delegations_bulletin ON delegations (bulletin_id, to_day);
ALTER TABLE decisions ADD COLUMN delegation_id BIGINT REFERENCES delegations(id);

-- Who gets issues to read for information (阅知), copied into each run, where it says when they have read it.
ALTER TABLE bulletins ADD COLUMN informed TEXT NOT NULL DEFAULT '[]';
CREATE TABLE readings (
  run_id BIGINT NOT NULL REFERENCES runs(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  read_at {{.Time}},
  PRIMARY KEY (run_id, user_id)
);
CREATE INDEX readings_user ON readings (user_id) WHERE read_at IS NULL;
