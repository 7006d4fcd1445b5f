-- A forum as frameworks build it: yes and no as text in several spellings, deletions as numbers of
-- milliseconds and as a state, attributes of any kind in one table, keys to either of two tables,
-- sessions and migrations.
CREATE TABLE members (
  id int PRIMARY KEY,
  name text NOT NULL,
  is_active varchar(5) NOT NULL,
  is_test varchar(1) NOT NULL,
  is_moderator text,
  password_digest text NOT NULL,
  encrypted_passport text,
  was_invited numeric(1) NOT NULL,
  joined_at timestamp NOT NULL
);
CREATE TABLE topics (
  id int PRIMARY KEY,
  member_id int NOT NULL REFERENCES members,
  title text NOT NULL,
  status varchar(10) NOT NULL,
  views_count int NOT NULL,
  created_at timestamp NOT NULL
);
COMMENT ON COLUMN topics.status IS 'open, closed, deleted';
CREATE TABLE posts (
  id int PRIMARY KEY,
  topic_id int NOT NULL REFERENCES topics,
  member_id int NOT NULL REFERENCES members,
  is_removed text,
  likes_count int NOT NULL,
  created_at timestamp NOT NULL,
  delete_at bigint NOT NULL
);
CREATE TABLE reactions (
  id int PRIMARY KEY,
  subject_type text NOT NULL,
  subject_id int NOT NULL,
  member_type text NOT NULL,
  member_id int NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE post_attributes (
  id int PRIMARY KEY,
  post_id int NOT NULL REFERENCES posts,
  attribute_code varchar(10) NOT NULL,
  value numeric NOT NULL
);
CREATE TABLE member_sessions (id text PRIMARY KEY, member_id int NOT NULL REFERENCES members, payload text NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE schema_migrations (version text PRIMARY KEY, applied_at timestamp NOT NULL);
INSERT INTO members SELECT n, 'Member ' || n, CASE WHEN n % 4 = 0 THEN 'false' ELSE 'true' END, CASE WHEN n % 10 = 0 THEN 't' ELSE 'f' END,
  CASE WHEN n % 7 = 0 THEN 'yes' WHEN n % 3 = 0 THEN 'no' END, md5(n::text), CASE WHEN n % 2 = 0 THEN 'P' || n % 9 END, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END, current_date - interval '31 hours' * n
FROM generate_series(1, 240) AS n;
INSERT INTO topics SELECT n, 1 + n * 7 % 240, 'Topic ' || n, (ARRAY['open', 'closed', 'open', 'closed', 'deleted'])[1 + n % 5], n * 11 % 300, current_date - interval '17 hours' * n FROM generate_series(1, 500) AS n;
INSERT INTO posts SELECT n, 1 + n * 3 % 500, 1 + n * 5 % 240, CASE WHEN n % 6 = 0 THEN '1' WHEN n % 2 = 0 THEN '0' END, n % 9, current_date - interval '5 hours' * n,
  CASE WHEN n % 8 = 0 THEN 1700000000000 + n ELSE 0 END FROM generate_series(1, 1800) AS n;
INSERT INTO reactions SELECT n, (ARRAY['Post', 'Topic'])[1 + n % 2], 1 + n % 400, (ARRAY['Member', 'Guest'])[1 + n % 2], 1 + n % 90, current_date - interval '3 hours' * n FROM generate_series(1, 900) AS n;
INSERT INTO post_attributes SELECT n, 1 + n % 1800, (ARRAY['length', 'score', 'reports'])[1 + n % 3], n % 50 FROM generate_series(1, 600) AS n;
INSERT INTO member_sessions SELECT md5(n::text), 1 + n % 240, '{}', current_date - interval '1 hour' * n FROM generate_series(1, 300) AS n;
INSERT INTO schema_migrations SELECT 20260101000000 + n, current_date - n FROM generate_series(1, 40) AS n;
