-- +goose Up

-- Issues whose working copy is ahead of what readers see are a handful among all that were ever published.
CREATE INDEX issues_ahead ON issues (bulletin_id, workflow) WHERE standing = 'none' OR correcting;
