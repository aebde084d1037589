-- +goose Up

-- The sending units of the current revision, one a line with a line feed before, between and after: what lists are searched by.
ALTER TABLE articles ADD COLUMN units TEXT NOT NULL DEFAULT '';
{{if .SQLite}}
UPDATE articles SET units = COALESCE((
  SELECT char(10) || group_concat(u.value, char(10)) || char(10)
  FROM revisions r, json_each(r.text, '$.units') u WHERE r.id = articles.revision_id), '');
{{else}}
UPDATE articles SET units = COALESCE((
  SELECT chr(10) || string_agg(u.value, chr(10) ORDER BY u.n) || chr(10)
  FROM revisions r,
    jsonb_array_elements_text(CASE jsonb_typeof(r.text::jsonb -> 'units') WHEN 'array' THEN r.text::jsonb -> 'units' ELSE '[]'::jsonb END)
      WITH ORDINALITY AS u(value, n)
  WHERE r.id = articles.revision_id), '');
{{end}}
