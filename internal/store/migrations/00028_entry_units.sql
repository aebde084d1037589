-- +goose Up

-- The sending units of the articles of an edition, as far as readers see them.
CREATE TABLE entry_units (
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  article_id BIGINT NOT NULL,
  position BIGINT NOT NULL, -- within the article
  bulletin_id BIGINT NOT NULL,
  issue_id BIGINT NOT NULL,
  date TEXT NOT NULL, -- of the issue
  name TEXT NOT NULL,
  PRIMARY KEY (edition_id, article_id, name)
);
CREATE INDEX entry_units_name ON entry_units (bulletin_id, name, date);

-- Those of editions from before. A layout without sources shows none; an edition without a layout has the official one, which shows them.
INSERT INTO entry_units (edition_id, article_id, position, bulletin_id, issue_id, date, name)
{{if .SQLite}}
SELECT e.id, json_extract(a.value, '$.id'), MIN(u.key) + 1, e.bulletin_id, e.issue_id, e.date, u.value
FROM editions e, json_each(e.content, '$.sections') s, json_each(s.value, '$.articles') a, json_each(a.value, '$.text.units') u
WHERE COALESCE(json_extract(e.content, '$.layout.sources'), 1) AND u.value <> ''
GROUP BY e.id, json_extract(a.value, '$.id'), u.value, e.bulletin_id, e.issue_id, e.date;
{{else}}
SELECT e.id, (a.value ->> 'id')::bigint, MIN(u.position), e.bulletin_id, e.issue_id, e.date, u.name
FROM editions e,
  json_array_elements(CASE json_typeof(e.content::json -> 'sections') WHEN 'array' THEN e.content::json -> 'sections' ELSE '[]' END) s,
  json_array_elements(CASE json_typeof(s.value -> 'articles') WHEN 'array' THEN s.value -> 'articles' ELSE '[]' END) a,
  json_array_elements_text(CASE json_typeof(a.value #> '{text,units}') WHEN 'array' THEN a.value #> '{text,units}' ELSE '[]' END) WITH ORDINALITY AS u(name, position)
WHERE COALESCE((e.content::json #>> '{layout,sources}')::boolean, TRUE) AND u.name <> ''
GROUP BY e.id, (a.value ->> 'id')::bigint, u.name, e.bulletin_id, e.issue_id, e.date;
{{end}}
