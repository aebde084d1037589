-- +goose Up

-- What people say of passages of articles (批注), and the answers. A thread is a comment with thread_id 0.
CREATE TABLE comments (
  id {{.PK}},
  article_id BIGINT NOT NULL REFERENCES articles(id),
  thread_id BIGINT NOT NULL,
  block_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  quote TEXT NOT NULL,
  text TEXT NOT NULL,
  must_fix {{.Bool}} NOT NULL,
  mentions TEXT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  resolved_at {{.Time}},
  resolved_by BIGINT REFERENCES users(id)
);
CREATE INDEX comments_by_article ON comments(article_id, thread_id);

-- Other texts for blocks that people propose (修改建议).
CREATE TABLE proposals (
  id {{.PK}},
  article_id BIGINT NOT NULL REFERENCES articles(id),
  block_id TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES users(id),
  created_at {{.Time}} NOT NULL,
  decided_by BIGINT REFERENCES users(id),
  decided_at {{.Time}},
  revision_id BIGINT REFERENCES revisions(id)
);
CREATE INDEX proposals_by_article ON proposals(article_id, state);
