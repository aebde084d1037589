-- +goose Up

CREATE TABLE users (
  id {{.PK}},
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  administrator {{.Bool}} NOT NULL,
  must_change {{.Bool}} NOT NULL,
  disabled_at {{.Time}},
  signed_in_at {{.Time}},
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL,
  version BIGINT NOT NULL
);

CREATE TABLE bulletins (
  id {{.PK}},
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  phone TEXT NOT NULL,
  access_note TEXT NOT NULL,
  access TEXT NOT NULL CHECK (access IN ('public', 'members', 'internal')),
  article_numbering TEXT NOT NULL CHECK (article_numbering IN ('continuous', 'per_section')),
  cadence_days BIGINT NOT NULL,
  chain TEXT NOT NULL,
  distribution TEXT NOT NULL,
  amendments {{.Bool}} NOT NULL,
  separation {{.Bool}} NOT NULL,
  paper_decisions {{.Bool}} NOT NULL,
  editors_publish {{.Bool}} NOT NULL,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL
);

CREATE TABLE memberships (
  id {{.PK}},
  user_id BIGINT NOT NULL REFERENCES users(id),
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  role TEXT NOT NULL CHECK (role IN ('editor', 'proofreader', 'reviewer', 'signer', 'auditor', 'reader')),
  granted_by BIGINT NOT NULL,
  created_at {{.Time}} NOT NULL,
  UNIQUE (user_id, bulletin_id, role)
);
CREATE INDEX memberships_bulletin ON memberships (bulletin_id);

CREATE TABLE sessions (
  id {{.Blob}} PRIMARY KEY,
  user_id BIGINT NOT NULL,
  data {{.Blob}} NOT NULL,
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  seen_at {{.Time}} NOT NULL,
  expires_at {{.Time}} NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires_at);

CREATE TABLE throttles (
  key TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  first_at {{.Time}} NOT NULL,
  last_at {{.Time}} NOT NULL
);

CREATE TABLE series (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'supplement', 'special')),
  yearly {{.Bool}} NOT NULL,
  first_number BIGINT NOT NULL,
  first_cumulative BIGINT NOT NULL,
  UNIQUE (bulletin_id, kind)
);

CREATE TABLE library_sections (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  UNIQUE (bulletin_id, title)
);

CREATE TABLE units (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  name TEXT NOT NULL,
  UNIQUE (bulletin_id, name)
);

CREATE TABLE uploads (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL
);
CREATE INDEX uploads_sha256 ON uploads (sha256);

CREATE TABLE issues (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'supplement', 'special')),
  year BIGINT NOT NULL,
  number BIGINT NOT NULL,
  cumulative BIGINT NOT NULL,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  date TEXT NOT NULL,
  access_note TEXT NOT NULL,
  editor_note TEXT NOT NULL,
  access TEXT NOT NULL CHECK (access IN ('public', 'members', 'internal')),
  distribution TEXT NOT NULL,
  workflow TEXT NOT NULL CHECK (workflow IN ('drafting', 'reviewing', 'returned', 'signed', 'voided')),
  standing TEXT NOT NULL CHECK (standing IN ('none', 'normal', 'taken_down', 'withdrawn', 'archived')),
  run_id BIGINT,
  edition_id BIGINT,
  upload_id BIGINT REFERENCES uploads(id),
  void_reason TEXT NOT NULL,
  created_by BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL,
  deleted_at {{.Time}},
  version BIGINT NOT NULL,
  CHECK ((standing = 'none') = (edition_id IS NULL))
);
-- A number is given once. Only a deleted draft gives its number back; a voided number keeps its reason.
CREATE UNIQUE INDEX issues_number ON issues (bulletin_id, kind, year, number) WHERE deleted_at IS NULL;
CREATE INDEX issues_list ON issues (bulletin_id, date);

CREATE TABLE sections (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  title TEXT NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX sections_issue ON sections (issue_id, position);

CREATE TABLE articles (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  issue_id BIGINT REFERENCES issues(id),
  section_id BIGINT REFERENCES sections(id),
  position BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'ready')),
  title TEXT NOT NULL,
  revision_id BIGINT NOT NULL,
  hash TEXT NOT NULL,
  created_by BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL,
  deleted_at {{.Time}},
  version BIGINT NOT NULL,
  CHECK ((issue_id IS NULL) = (section_id IS NULL))
);
CREATE INDEX articles_section ON articles (section_id, position);
CREATE INDEX articles_issue ON articles (issue_id);
CREATE INDEX articles_pool ON articles (bulletin_id, updated_at) WHERE issue_id IS NULL;

CREATE TABLE revisions (
  id {{.PK}},
  article_id BIGINT NOT NULL REFERENCES articles(id),
  number BIGINT NOT NULL,
  text TEXT NOT NULL,
  hash TEXT NOT NULL,
  cause TEXT NOT NULL,
  run_id BIGINT,
  step BIGINT,
  author_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  UNIQUE (article_id, number)
);

CREATE TABLE contributions (
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  PRIMARY KEY (issue_id, user_id)
);

CREATE TABLE runs (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  number BIGINT NOT NULL,
  chain TEXT NOT NULL,
  amendments {{.Bool}} NOT NULL,
  separation {{.Bool}} NOT NULL,
  paper {{.Bool}} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'returned', 'recalled', 'signed', 'reopened', 'voided')),
  step BIGINT NOT NULL,
  submitted_by BIGINT NOT NULL REFERENCES users(id),
  submitted_at {{.Time}} NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (issue_id, number)
);

CREATE TABLE changes (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  run_id BIGINT NOT NULL REFERENCES runs(id),
  hash TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('submitted', 'amended', 'replaced')),
  step BIGINT NOT NULL,
  actor_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL
);
CREATE INDEX changes_issue ON changes (issue_id, id);

CREATE TABLE stored_manifests (
  hash TEXT PRIMARY KEY,
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  manifest TEXT NOT NULL
);

CREATE TABLE decisions (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  run_id BIGINT NOT NULL REFERENCES runs(id),
  step BIGINT NOT NULL,
  step_name TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'returned')),
  actor_id BIGINT NOT NULL REFERENCES users(id),
  recorder_id BIGINT REFERENCES users(id),
  way TEXT NOT NULL CHECK (way IN ('screen', 'paper', 'telephone')),
  decided_on TEXT NOT NULL,
  opinion TEXT NOT NULL,
  article_ids TEXT NOT NULL,
  hash TEXT NOT NULL,
  carried_from BIGINT REFERENCES decisions(id),
  override TEXT NOT NULL,
  upload_id BIGINT REFERENCES uploads(id),
  objected_at {{.Time}},
  objection TEXT NOT NULL,
  created_at {{.Time}} NOT NULL,
  CHECK ((recorder_id IS NULL) = (way = 'screen'))
);
CREATE INDEX decisions_issue ON decisions (issue_id, id);
CREATE INDEX decisions_actor ON decisions (actor_id, id);

CREATE TABLE editions (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  number BIGINT NOT NULL,
  run_id BIGINT REFERENCES runs(id),
  manifest_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  access TEXT NOT NULL,
  kind TEXT NOT NULL,
  year BIGINT NOT NULL,
  issue_number BIGINT NOT NULL,
  cumulative BIGINT NOT NULL,
  date TEXT NOT NULL,
  published_by BIGINT NOT NULL REFERENCES users(id),
  published_at {{.Time}} NOT NULL,
  UNIQUE (issue_id, number),
  UNIQUE (run_id)
);
CREATE INDEX editions_list ON editions (bulletin_id, date);

CREATE TABLE edition_entries (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL,
  issue_id BIGINT NOT NULL,
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  article_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  number BIGINT NOT NULL,
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  plain TEXT NOT NULL,
  date TEXT NOT NULL,
  UNIQUE (edition_id, article_id)
);
CREATE INDEX edition_entries_article ON edition_entries (article_id);

CREATE TABLE withdrawals (
  id {{.PK}},
  issue_id BIGINT NOT NULL REFERENCES issues(id),
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  event TEXT NOT NULL CHECK (event IN ('take_down', 'withdraw', 'restore')),
  reason TEXT NOT NULL,
  actor_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL
);
CREATE INDEX withdrawals_issue ON withdrawals (issue_id);

CREATE TABLE audit_entries (
  seq BIGINT PRIMARY KEY,
  at {{.Time}} NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  ip TEXT NOT NULL,
  bulletin_id BIGINT NOT NULL,
  issue_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  details TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);
CREATE INDEX audit_entries_bulletin ON audit_entries (bulletin_id, seq);
CREATE INDEX audit_entries_issue ON audit_entries (issue_id, seq);

CREATE TABLE imports (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  upload_id BIGINT NOT NULL REFERENCES uploads(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  decisions {{.Blob}} NOT NULL,
  issue_id BIGINT REFERENCES issues(id),
  created_at {{.Time}} NOT NULL,
  updated_at {{.Time}} NOT NULL,
  version BIGINT NOT NULL
);

CREATE TABLE outbox_entries (
  id {{.PK}},
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  created_at {{.Time}} NOT NULL,
  not_before {{.Time}} NOT NULL,
  tries BIGINT NOT NULL,
  done_at {{.Time}},
  last_error TEXT NOT NULL
);
CREATE INDEX outbox_entries_due ON outbox_entries (not_before) WHERE done_at IS NULL;

{{if .SQLite}}
CREATE VIRTUAL TABLE edition_search USING fts5(title, body, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 0');
{{else}}
-- A tsvector holds only so many positions, so a long text stands in several parts; part 0 is the title.
CREATE TABLE edition_search (
  entry_id BIGINT NOT NULL REFERENCES edition_entries(id),
  part BIGINT NOT NULL,
  tokens tsvector NOT NULL,
  PRIMARY KEY (entry_id, part)
);
CREATE INDEX edition_search_tokens ON edition_search USING gin (tokens) WITH (fastupdate = off);
CREATE INDEX edition_search_titles ON edition_search USING gin (tokens) WITH (fastupdate = off) WHERE part = 0;
{{end}}
