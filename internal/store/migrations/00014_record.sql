-- +goose Up

-- Preview links for named people outside the office: what they show is what the issue was when the link was made. Of the link
-- itself only the SHA-256 is kept, and after it is revoked no text either.
CREATE TABLE preview_links (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  token_sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  manifest_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  created_by BIGINT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  expires_at {{.Time}} NOT NULL,
  revoked_at {{.Time}},
  openings BIGINT NOT NULL
);
CREATE INDEX preview_links_issue ON preview_links (issue_id, id);

-- The audit log is narrowed by person.
CREATE INDEX audit_entries_actor ON audit_entries (bulletin_id, actor_id, seq);
