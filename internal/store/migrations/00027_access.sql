-- +goose Up

-- Access to its end: the unit that a membership belongs to, the units that an issue lists, and articles with a stricter access class than
-- their issue. Units are named, as in articles and material, because a bulletin's list of them is exchanged as a whole.
ALTER TABLE memberships ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE bulletins ADD COLUMN listed_units TEXT; -- NULL: none
ALTER TABLE issues ADD COLUMN listed_units TEXT;
ALTER TABLE articles ADD COLUMN access TEXT NOT NULL DEFAULT '' CHECK (access IN ('', 'members', 'internal')); -- of the current revision; '': as the issue

-- The units that an edition lists, as its manifest does.
CREATE TABLE edition_units (
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  unit TEXT NOT NULL,
  PRIMARY KEY (edition_id, unit)
);

-- The articles of an edition that have an access class of their own: few, so that nothing is read of the others.
CREATE TABLE edition_classes (
  edition_id BIGINT NOT NULL REFERENCES editions(id),
  article_id BIGINT NOT NULL,
  access TEXT NOT NULL CHECK (access IN ('members', 'internal')),
  PRIMARY KEY (edition_id, article_id)
);

-- Sections and units are offered to those who read an article that they stand in: beside what all readers of an edition get to choose from, what
-- only readers of its stricter articles do.
CREATE TABLE search_facets_new (
  edition_id BIGINT NOT NULL,
  bulletin_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  access TEXT NOT NULL, -- of the articles, of their own
  PRIMARY KEY (edition_id, kind, name, access)
);
INSERT INTO search_facets_new (edition_id, bulletin_id, kind, name, access) SELECT edition_id, bulletin_id, kind, name, '' FROM search_facets;
DROP TABLE search_facets;
ALTER TABLE search_facets_new RENAME TO search_facets;
{{if not .SQLite}}ALTER TABLE search_facets RENAME CONSTRAINT search_facets_new_pkey TO search_facets_pkey;{{end}}
CREATE INDEX search_facets_names ON search_facets (bulletin_id, kind, name);
