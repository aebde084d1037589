-- +goose Up

-- Readers follow one section across issues.
CREATE INDEX edition_entries_section ON edition_entries (bulletin_id, section, date);
