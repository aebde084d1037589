-- +goose Up

-- Issues from before this system: never reviewed, shown as archive editions once a signer has confirmed them.
ALTER TABLE issues ADD COLUMN archival {{.Bool}} NOT NULL DEFAULT FALSE;
CREATE INDEX issues_archival ON issues (bulletin_id, date) WHERE archival;

-- Files of an archive intake, and what their row of the queue says.
ALTER TABLE imports ADD COLUMN archive {{.Bool}} NOT NULL DEFAULT FALSE;
ALTER TABLE imports ADD COLUMN outline TEXT NOT NULL DEFAULT '{}';
CREATE INDEX imports_archive ON imports (bulletin_id, id) WHERE archive;

-- Files of an archive intake that could not be read, and why.
CREATE TABLE archive_refusals (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  args TEXT NOT NULL,
  created_at {{.Time}} NOT NULL
);
CREATE INDEX archive_refusals_bulletin ON archive_refusals (bulletin_id, id);
