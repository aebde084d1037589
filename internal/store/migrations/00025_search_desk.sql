-- +goose Up

-- The index of what is worked on: articles that readers do not see as they are now, and material. It is filled after this migration, while
-- the program runs.
CREATE TABLE search_desk (
  key {{if .SQLite}}INTEGER{{else}}BIGINT{{end}} PRIMARY KEY, -- of the texts: twice the id of the object, one more for material
  bulletin_id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'material')),
  object_id BIGINT NOT NULL,
  article_id BIGINT NOT NULL,  -- that holds the text
  revision_id BIGINT NOT NULL, -- whose text is indexed
  version BIGINT NOT NULL      -- of what tokens make of a text
);
CREATE INDEX search_desk_article ON search_desk (article_id);

ALTER TABLE search_state ADD COLUMN desk BIGINT NOT NULL DEFAULT 0; -- the version in which the index above is whole
{{if .SQLite}}
CREATE VIRTUAL TABLE search_desk_texts USING fts5(title, body, facets, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 0');
{{else}}
CREATE TABLE search_desk_texts (
  key BIGINT NOT NULL,
  part BIGINT NOT NULL,
  tokens tsvector NOT NULL,
  PRIMARY KEY (key, part)
);
CREATE INDEX search_desk_texts_tokens ON search_desk_texts USING gin (tokens) WITH (fastupdate = off);
{{end}}

-- Sections and units of articles that were taken out of their editions are not offered any more: the index is filled anew where there are any.
UPDATE search_state SET before = 9223372036854775807 WHERE EXISTS (SELECT 1 FROM gaps);
