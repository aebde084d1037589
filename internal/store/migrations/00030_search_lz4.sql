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
{{end}}
