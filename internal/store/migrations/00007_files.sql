-- +goose Up

-- The files of editions: planned at publication, made in the background. A file is stored under its SHA-256, empty until it is made.
CREATE TABLE edition_files (
  id {{.PK}},
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  error TEXT NOT NULL,
  made_at {{.Time}},
  UNIQUE (edition_id, format)
);

-- Editions from before get theirs too.
INSERT INTO edition_files (edition_id, format, sha256, bytes, tries, error)
SELECT e.id, f.format, '', 0, 0, '' FROM editions e CROSS JOIN (
  SELECT 'docx' AS format UNION ALL SELECT 'pdf' UNION ALL SELECT 'epub' UNION ALL SELECT 'txt' UNION ALL SELECT 'md' UNION ALL SELECT 'json' UNION ALL SELECT 'zip'
) f;
INSERT INTO outbox_entries (kind, subject, created_at, not_before, tries, last_error)
SELECT 'make_files', id, published_at, published_at, 0, '' FROM editions;
