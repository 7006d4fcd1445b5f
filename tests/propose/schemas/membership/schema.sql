-- Memberships sold by the month, quarter, year and week, several to a customer, with prices per seat
-- on the plan, people who leave and come back, trials, and a last charge that failed.
CREATE TABLE customer (
  customer_id int PRIMARY KEY,
  customer_name varchar(40) NOT NULL,
  country varchar(2) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE price_plan (
  plan_id int PRIMARY KEY,
  plan_name varchar(20) NOT NULL,
  billing_interval varchar(10) NOT NULL,
  price numeric(10,2) NOT NULL
);
CREATE TABLE subscription (
  subscription_id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customer,
  plan_id int NOT NULL REFERENCES price_plan,
  qty int NOT NULL,
  status varchar(10) NOT NULL,
  started_at timestamp NOT NULL,
  trial_end date,
  first_paid_at timestamp,
  ended_at timestamp,
  last_charge_status varchar(10)
);
COMMENT ON COLUMN subscription.status IS 'active, cancelled';
COMMENT ON COLUMN subscription.last_charge_status IS 'paid, failed';
CREATE TABLE charge (
  charge_id int PRIMARY KEY,
  subscription_id int NOT NULL REFERENCES subscription,
  amount numeric(10,2) NOT NULL,
  status varchar(10) NOT NULL,
  charged_at timestamp NOT NULL
);
COMMENT ON COLUMN charge.status IS 'paid, failed';
INSERT INTO customer SELECT n, 'Customer ' || n, (ARRAY['DE', 'KR'])[1 + n % 2], current_date - interval '1 day' * (n * 5 % 1000) FROM generate_series(1, 260) AS n;
INSERT INTO price_plan VALUES (1, 'Basic', 'month', 20), (2, 'Pro', 'year', 360), (3, 'Pass', 'week', 6), (4, 'Team', 'quarter', 150);
INSERT INTO subscription
SELECT n, 1 + n * 7 % 260, 1 + n % 4, 1 + n % 5, CASE WHEN n % 4 = 1 THEN 'cancelled' ELSE 'active' END, at, CASE WHEN n % 3 = 0 THEN at::date + 14 END,
  NULL, CASE WHEN n % 4 = 1 THEN at + interval '1 day' * (40 + n * 37 % 260) END, CASE WHEN n % 13 = 1 THEN 'failed' WHEN n > 5 THEN 'paid' END
FROM (SELECT n, current_date + interval '8 hours' - interval '34 hours' * n AS at FROM generate_series(1, 620) AS n) AS s;
UPDATE subscription SET status = 'active', ended_at = NULL WHERE ended_at > now();
UPDATE subscription SET first_paid_at = CASE WHEN trial_end IS NULL THEN started_at WHEN subscription_id % 5 <> 0 THEN trial_end + interval '1 day' * (subscription_id % 47) END;
UPDATE subscription SET first_paid_at = NULL WHERE first_paid_at > now();
INSERT INTO charge SELECT row_number() OVER (ORDER BY s.subscription_id, k), s.subscription_id, p.price * s.qty, CASE WHEN (s.subscription_id + k) % 14 = 0 THEN 'failed' ELSE 'paid' END, s.started_at + interval '1 month' * k
FROM subscription AS s JOIN price_plan AS p USING (plan_id) CROSS JOIN generate_series(0, 11) AS k WHERE s.started_at + interval '1 month' * k < least(now(), coalesce(s.ended_at, now()));
