-- A helpdesk that came from MySQL: plurals and id everywhere, created_at and updated_at, flags of 0
-- and 1, states and priorities in tables of their own, and on most of it no declared keys. Tickets
-- that are spam or were merged, a history of their states, calls, a survey, agents on duty.
CREATE TABLE teams (id int PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE agents (
  id int PRIMARY KEY,
  team_id int NOT NULL REFERENCES teams (id),
  full_name varchar(60) NOT NULL,
  email varchar(80) NOT NULL,
  is_active smallint NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE organizations (
  id int PRIMARY KEY,
  name varchar(60) NOT NULL,
  tier varchar(10) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE requesters (
  id int PRIMARY KEY,
  organization_id int REFERENCES organizations (id),
  full_name varchar(60),
  email varchar(80) NOT NULL,
  is_vip smallint NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE ticket_statuses (id int PRIMARY KEY, name varchar(20) NOT NULL);
CREATE TABLE ticket_priorities (id int PRIMARY KEY, name varchar(20) NOT NULL);
CREATE TABLE tickets (
  id int PRIMARY KEY,
  subject varchar(120) NOT NULL,
  requester_id int NOT NULL REFERENCES requesters (id),
  agent_id int REFERENCES agents (id),
  status_id int NOT NULL REFERENCES ticket_statuses (id),
  priority_id int NOT NULL REFERENCES ticket_priorities (id),
  channel varchar(10) NOT NULL,
  is_deleted smallint NOT NULL DEFAULT 0,
  reopen_count int NOT NULL DEFAULT 0,
  created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL,
  first_response_at timestamp,
  solved_at timestamp,
  sla_due_at timestamp
);
CREATE TABLE ticket_comments (
  id int PRIMARY KEY,
  ticket_id int NOT NULL REFERENCES tickets (id),
  author_id int,
  body text NOT NULL,
  is_public smallint NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE ticket_status_history (
  id int PRIMARY KEY,
  ticket_id int NOT NULL,
  from_status varchar(20),
  to_status varchar(20) NOT NULL,
  changed_at timestamp NOT NULL,
  minutes_in_status int
);
CREATE TABLE satisfaction_surveys (
  id int PRIMARY KEY,
  ticket_id int NOT NULL,
  rating smallint,
  comment varchar(200),
  sent_at timestamp NOT NULL,
  answered_at timestamp
);
CREATE TABLE calls (
  id int PRIMARY KEY,
  agent_id int,
  direction varchar(8) NOT NULL,
  outcome varchar(12) NOT NULL,
  started_at timestamp NOT NULL,
  wait_seconds int,
  talk_seconds int
);
CREATE TABLE agent_shifts (
  id int PRIMARY KEY,
  agent_id int NOT NULL,
  shift_date date NOT NULL,
  planned_hours numeric(5,2) NOT NULL,
  worked_hours numeric(5,2)
);
CREATE TABLE tags (id int PRIMARY KEY, name varchar(30) NOT NULL);
CREATE TABLE ticket_tags (ticket_id int NOT NULL REFERENCES tickets (id), tag_id int NOT NULL REFERENCES tags (id), PRIMARY KEY (ticket_id, tag_id));
CREATE TABLE business_hours_settings (id int PRIMARY KEY, weekday int NOT NULL, opens varchar(5), closes varchar(5));

INSERT INTO teams VALUES (1, 'Billing'), (2, 'Technical'), (3, 'Onboarding');
INSERT INTO agents SELECT n, 1 + n % 3, 'Agent ' || n, 'a' || n || '@desk.example', CASE WHEN n % 9 = 0 THEN 0 ELSE 1 END, current_date - interval '1 day' * (100 + n * 61) FROM generate_series(1, 18) AS n;
INSERT INTO organizations SELECT n, 'Org ' || n, (ARRAY['free', 'pro', 'pro', 'gold'])[1 + n % 4], current_date - interval '1 day' * (60 + n * 29 % 900) FROM generate_series(1, 60) AS n;
INSERT INTO requesters SELECT n, CASE WHEN n % 10 <> 0 THEN 1 + n % 60 END, CASE WHEN n % 7 <> 0 THEN 'Person ' || n END, 'p' || n || '@example.com', CASE WHEN n % 20 = 0 THEN 1 ELSE 0 END, current_date - interval '1 day' * (n * 41 % 700) FROM generate_series(1, 300) AS n;
INSERT INTO ticket_statuses VALUES (1, 'New'), (2, 'Open'), (3, 'Pending'), (4, 'Solved'), (5, 'Closed'), (6, 'Spam');
INSERT INTO ticket_priorities VALUES (1, 'Low'), (2, 'Normal'), (3, 'High'), (4, 'Urgent');
INSERT INTO tickets
SELECT n, 'Ticket ' || n, 1 + n * 37 % 300, CASE WHEN n > 4 THEN 1 + n * 5 % 18 END,
  CASE WHEN n % 33 = 0 THEN 6 WHEN n <= 8 THEN 1 WHEN n <= 30 THEN 2 WHEN n <= 45 OR n % 71 = 0 THEN 3 WHEN n % 2 = 0 THEN 4 ELSE 5 END,
  1 + n % 4, (ARRAY['email', 'email', 'chat', 'phone'])[1 + n % 4], CASE WHEN n % 29 = 0 THEN 1 ELSE 0 END, n % 11 / 9,
  current_date + interval '11 hours' - interval '6 hours' * n, current_date + interval '11 hours' - interval '5 hours' * n, NULL, NULL, NULL
FROM generate_series(1, 1600) AS n;
UPDATE tickets SET first_response_at = CASE WHEN id > 8 AND id % 33 <> 0 THEN created_at + interval '1 minute' * (5 + id * 13 % 400) END,
  sla_due_at = CASE WHEN id % 6 <> 0 THEN created_at + interval '24 hours' END;
UPDATE tickets SET solved_at = CASE WHEN status_id IN (4, 5) THEN first_response_at + interval '1 minute' * (30 + id * 31 % 3000) END;
INSERT INTO ticket_comments
SELECT row_number() OVER (ORDER BY id, k), id, CASE WHEN k % 2 = 1 THEN agent_id END, 'Text', CASE WHEN k = 3 THEN 0 ELSE 1 END, created_at + interval '20 minutes' * k
FROM tickets CROSS JOIN generate_series(1, 4) AS k WHERE k <= 1 + id % 4 AND created_at + interval '20 minutes' * k < now();
INSERT INTO ticket_status_history
SELECT row_number() OVER (ORDER BY id, k), id, f, t, created_at + interval '3 hours' * k, CASE WHEN f IS NOT NULL THEN 30 + id * k % 700 END
FROM tickets CROSS JOIN (VALUES (0, NULL, 'New'), (1, 'New', 'Open'), (2, 'Open', 'Pending'), (3, 'Pending', 'Open'), (4, 'Open', 'Solved')) AS h (k, f, t)
WHERE id > 30 AND id % 33 <> 0 AND (k < 2 OR k = 4 OR id % 3 = 0);
INSERT INTO satisfaction_surveys
SELECT row_number() OVER (ORDER BY id), id, CASE WHEN id % 3 <> 1 THEN 1 + (id * 7 + id / 3) % 5 END, NULL, solved_at + interval '1 hour', CASE WHEN id % 3 <> 1 THEN solved_at + interval '1 hour' * (2 + id % 40) END
FROM tickets WHERE solved_at IS NOT NULL AND id % 2 = 0;
INSERT INTO calls
SELECT n, CASE WHEN n % 12 <> 0 THEN 1 + n % 18 END, (ARRAY['inbound', 'inbound', 'outbound'])[1 + n % 3], CASE WHEN n % 12 = 0 THEN 'abandoned' WHEN n % 12 = 5 THEN 'voicemail' ELSE 'answered' END,
  current_date + interval '10 hours' - interval '4 hours' * n, n * 7 % 180, CASE WHEN n % 12 <> 0 THEN 30 + n * 11 % 900 END
FROM generate_series(1, 2000) AS n;
INSERT INTO agent_shifts
SELECT row_number() OVER (ORDER BY d, a), a, current_date - d, 8, CASE WHEN (a + d) % 10 <> 0 THEN 8 - (a + d) % 3 * 0.5 END
FROM generate_series(1, 18) AS a, generate_series(1, 120) AS d WHERE (a + d) % 7 > 1;
INSERT INTO tags SELECT n, 'tag' || n FROM generate_series(1, 12) AS n;
INSERT INTO ticket_tags SELECT id, 1 + id % 12 FROM tickets WHERE id % 3 <> 0 UNION SELECT id, 1 + id % 5 FROM tickets WHERE id % 4 = 0;
INSERT INTO business_hours_settings SELECT n, n, '09:00', '18:00' FROM generate_series(1, 5) AS n;
