-- +goose Up

-- How often readers' pages were opened, by day. Nothing is kept of who opened them.
CREATE TABLE figures (
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  day TEXT NOT NULL, -- of the office's time zone
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL, -- issue or article; 0: a section
  section TEXT NOT NULL,      -- title of a section; empty: an issue or an article
  views BIGINT NOT NULL,
  PRIMARY KEY (bulletin_id, day, kind, subject_id, section)
);
