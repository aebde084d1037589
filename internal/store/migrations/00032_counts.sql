-- +goose Up

-- How many articles a sending unit has is counted over all of them, and asks of each in which edition of which issue it stands.
DROP INDEX entry_units_name;
CREATE INDEX entry_units_name ON entry_units (bulletin_id, name, date, edition_id, issue_id, article_id);

-- So are the sections and units that a search can be narrowed to.
DROP INDEX search_facets_names;
CREATE INDEX search_facets_names ON search_facets (bulletin_id, kind, name, edition_id, access);
