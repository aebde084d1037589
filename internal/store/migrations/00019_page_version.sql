-- +goose Up

-- The version of what readers see: it grows with every transaction that changes it, and each server looks at it twice a second.
CREATE TABLE page_version (
  id {{.PK}},
  version BIGINT NOT NULL
);
INSERT INTO page_version (version) VALUES (1);

-- Pages are told by the version now.
DELETE FROM outbox_entries WHERE kind = 'drop_pages';
