-- +goose Up

-- Lists of issues come in this order, newest first, and end after a page.
DROP INDEX issues_list;
CREATE INDEX issues_list ON issues (bulletin_id, date, year, number);
