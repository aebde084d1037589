-- +goose Up

-- The search index. A key orders as results do: newest day first from the top (see searchKey). The index is filled anew after this
-- migration, while the program runs.
CREATE TABLE search_entries (
  key {{if .SQLite}}INTEGER{{else}}BIGINT{{end}} PRIMARY KEY,
  bulletin_id BIGINT NOT NULL,
  issue_id BIGINT NOT NULL,
  edition_id BIGINT NOT NULL,
  article_id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  access TEXT NOT NULL -- of the edition
);
CREATE INDEX search_entries_edition ON search_entries (edition_id);

-- Sections and units that can be chosen, as readers see them.
CREATE TABLE search_facets (
  edition_id BIGINT NOT NULL,
  bulletin_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (edition_id, kind, name)
);
CREATE INDEX search_facets_names ON search_facets (bulletin_id, kind, name);

-- How far the index is made as this release makes it.
CREATE TABLE search_state (
  id {{.PK}},
  version BIGINT NOT NULL, -- that is made, or whole
  before BIGINT NOT NULL   -- editions with a smaller id are still to be done; 0: it is whole
);
INSERT INTO search_state (version, before) VALUES (0, 0);

DROP TABLE edition_search;
{{if .SQLite}}
CREATE VIRTUAL TABLE search_texts USING fts5(title, body, facets, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_titles USING fts5(title, facets, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 0');
{{else}}
-- A tsvector holds only so many positions, so a long text stands in several parts.
CREATE TABLE search_texts (
  key BIGINT NOT NULL,
  part BIGINT NOT NULL,
  tokens tsvector NOT NULL,
  PRIMARY KEY (key, part)
);
CREATE INDEX search_texts_tokens ON search_texts USING gin (tokens) WITH (fastupdate = off);
CREATE TABLE search_titles (
  key BIGINT PRIMARY KEY,
  tokens tsvector NOT NULL
);
CREATE INDEX search_titles_tokens ON search_titles USING gin (tokens) WITH (fastupdate = off);
{{end}}
