-- +goose Up
{{if not .SQLite}}
-- Phrases are looked for in vectors, which LZ4 unpacks several times faster. Servers know it as a rule; one that does not keeps its own way.
-- +goose StatementBegin
DO $$
BEGIN
  ALTER TABLE search_texts ALTER COLUMN tokens SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END
$$;
-- +goose StatementEnd

-- What is frequent in vectors says nothing that a plan could use, and takes longer to read than a search.
ALTER TABLE search_texts ALTER COLUMN tokens SET STATISTICS 0;
ALTER TABLE search_titles ALTER COLUMN tokens SET STATISTICS 0;
ALTER TABLE search_desk_texts ALTER COLUMN tokens SET STATISTICS 0;
{{end}}
