-- +goose Up

CREATE TABLE stored_pictures (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL REFERENCES bulletins(id),
  sha256 TEXT NOT NULL,
  screen_sha256 TEXT NOT NULL,
  original_sha256 TEXT NOT NULL,
  content_type TEXT NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png')),
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  name TEXT NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  deleted_at {{.Time}},
  UNIQUE (bulletin_id, sha256)
);
CREATE INDEX stored_pictures_original ON stored_pictures (bulletin_id, original_sha256);
CREATE INDEX stored_pictures_list ON stored_pictures (bulletin_id, created_at);

-- Where a picture stands: in a revision of an article, or in an edition. No text refers to a picture that is not here.
CREATE TABLE picture_uses (
  id {{.PK}},
  bulletin_id BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  article_id BIGINT NOT NULL REFERENCES articles(id),
  revision_id BIGINT REFERENCES revisions(id),
  edition_id BIGINT REFERENCES editions(id),
  FOREIGN KEY (bulletin_id, sha256) REFERENCES stored_pictures (bulletin_id, sha256),
  CHECK ((revision_id IS NULL) <> (edition_id IS NULL))
);
CREATE INDEX picture_uses_picture ON picture_uses (bulletin_id, sha256);
CREATE INDEX picture_uses_edition ON picture_uses (edition_id) WHERE edition_id IS NOT NULL;
CREATE INDEX picture_uses_revision ON picture_uses (revision_id) WHERE revision_id IS NOT NULL;
