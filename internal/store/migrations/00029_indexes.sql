-- +goose Up

-- What was amended in a review is looked for whenever somebody acts in it; most revisions belong to no review.
CREATE INDEX revisions_run ON revisions (run_id) WHERE run_id IS NOT NULL;

-- Lists of what readers see come from editions to their issues, and count. They find all that they need in these indexes: the rows themselves
-- hold whole texts.
CREATE INDEX issues_edition ON issues (edition_id, standing, deleted_at) WHERE edition_id IS NOT NULL;
DROP INDEX editions_list;
CREATE INDEX editions_list ON editions (bulletin_id, date, kind, published_at, access);
DROP INDEX edition_entries_section;
CREATE INDEX edition_entries_section ON edition_entries (bulletin_id, section, date, edition_id, issue_id, article_id);

-- What is worked on is a handful among thousands of issues and runs.
CREATE INDEX runs_open ON runs (state, issue_id);
CREATE INDEX issues_work ON issues (bulletin_id, workflow, standing, correcting, archival, deleted_at);
