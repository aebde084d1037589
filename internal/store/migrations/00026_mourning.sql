-- +goose Up

-- Days of mourning: readers' pages are shown in greys while it is on.
ALTER TABLE bulletins ADD COLUMN mourning {{.Bool}} NOT NULL DEFAULT FALSE;
