-- SPDX-License-Identifier: GPL-3.0-or-later
-- The small company over which the statements of this folder are written. Every row follows from
-- its number alone, so that results can be compared; schema.json describes the same to the checks
-- (made from this by make-schema-json).
SET client_min_messages = warning;
SET timezone = 'UTC';

CREATE SCHEMA finance;
CREATE TYPE customer_segment AS ENUM ('consumer', 'small_business', 'enterprise');
CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'delivered', 'cancelled', 'returned');
CREATE TYPE ticket_priority AS ENUM ('low', 'normal', 'high', 'urgent');

CREATE TABLE customers (
  id integer PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  country text,
  segment customer_segment NOT NULL,
  signed_up_at timestamptz NOT NULL,
  birth_date date,
  is_active boolean NOT NULL,
  credit_limit numeric(12,2),
  referrer_id integer REFERENCES customers (id),
  tags text[] NOT NULL,
  profile jsonb NOT NULL
);
INSERT INTO customers
SELECT n, 'Customer ' || n, 'customer' || n || '@example.com',
       CASE WHEN n % 11 = 0 THEN NULL ELSE (ARRAY['DE', 'FR', 'US', 'GB', 'JP', 'BR'])[n % 6 + 1] END,
       (ARRAY['consumer', 'small_business', 'enterprise'])[n % 3 + 1]::customer_segment,
       timestamptz '2023-01-01 08:00:00+00' + n * interval '53 hours',
       CASE WHEN n % 7 = 0 THEN NULL ELSE date '1960-03-01' + n * 97 END,
       n % 5 <> 0,
       CASE WHEN n % 9 = 0 THEN NULL ELSE (n % 40) * 250.00 END,
       CASE WHEN n > 10 AND n % 4 = 0 THEN n / 4 END,
       CASE n % 4 WHEN 0 THEN ARRAY['newsletter'] WHEN 1 THEN ARRAY['newsletter', 'beta'] WHEN 2 THEN ARRAY[]::text[] ELSE ARRAY['wholesale'] END,
       jsonb_build_object('plan', (ARRAY['free', 'plus', 'pro'])[n % 3 + 1], 'age', 18 + n % 60, 'vip', n % 10 = 0,
                          'score', round(n * 1.37 % 100, 2), 'address', jsonb_build_object('city', (ARRAY['Berlin', 'Paris', 'Austin', 'Leeds', 'Osaka', 'Recife'])[n % 6 + 1], 'zip', (10000 + n)::text))
FROM generate_series(1, 120) AS n;

CREATE TABLE categories (
  id integer PRIMARY KEY,
  name text NOT NULL,
  parent_id integer REFERENCES categories (id)
);
INSERT INTO categories VALUES
  (1, 'Hardware', NULL), (2, 'Software', NULL), (3, 'Sensors', 1), (4, 'Cables', 1), (5, 'Licences', 2), (6, 'Training', 2), (7, 'Thermal sensors', 3);

CREATE TABLE products (
  id integer PRIMARY KEY,
  category_id integer NOT NULL REFERENCES categories (id),
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  price numeric(10,2) NOT NULL,
  cost numeric(10,2),
  weight_kg double precision,
  in_stock integer NOT NULL,
  discontinued boolean NOT NULL,
  launched_on date NOT NULL,
  external_id uuid NOT NULL,
  attributes jsonb
);
INSERT INTO products
SELECT n, n % 7 + 1, 'SKU-' || lpad(n::text, 4, '0'), 'Product ' || n, 5 + n * 3.25,
       CASE WHEN n % 8 = 0 THEN NULL ELSE 2 + n * 1.75 END,
       CASE WHEN n % 6 = 0 THEN NULL ELSE n * 0.35 END,
       n * 7 % 50, n % 13 = 0, date '2022-06-01' + n * 11,
       ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
       CASE WHEN n % 5 = 0 THEN NULL ELSE jsonb_build_object('color', (ARRAY['red', 'blue', 'black'])[n % 3 + 1], 'warranty_months', 12 * (n % 3 + 1), 'voltage', 3.3 + n % 2 * 1.7) END
FROM generate_series(1, 40) AS n;

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  status order_status NOT NULL,
  channel text NOT NULL,
  ordered_at timestamptz NOT NULL,
  delivered_on date,
  total numeric(12,2) NOT NULL,
  discount numeric(12,2) NOT NULL DEFAULT 0,
  tax_rate real NOT NULL,
  items_count integer NOT NULL,
  currency char(3) NOT NULL,
  is_test boolean NOT NULL,
  note text,
  shipping jsonb
);
INSERT INTO orders
SELECT n, n * 7 % 118 + 1,
       (ARRAY['pending', 'paid', 'shipped', 'delivered', 'delivered', 'delivered', 'cancelled', 'returned'])[n % 8 + 1]::order_status,
       (ARRAY['web', 'app', 'store', 'phone'])[n * 3 % 4 + 1],
       timestamptz '2024-01-01 00:30:00+00' + n * interval '17 hours 23 minutes',
       CASE WHEN n % 8 IN (3, 4, 5) THEN date '2024-01-04' + (n * 17.4 / 24)::int + n % 5 END,
       round(20 + n * 13.37 % 480, 2), CASE WHEN n % 4 = 0 THEN round(n % 17 * 1.5, 2) ELSE 0 END,
       CASE WHEN n % 3 = 0 THEN 0.07 ELSE 0.19 END, n % 4 + 1, (ARRAY['EUR', 'USD'])[n % 2 + 1], n % 50 = 0,
       CASE WHEN n % 9 = 0 THEN 'gift' END,
       CASE WHEN n % 6 = 0 THEN NULL ELSE jsonb_build_object('method', (ARRAY['standard', 'express'])[n % 2 + 1], 'fee', n % 5 * 2.5, 'insured', n % 3 = 0, 'days', n % 6 + 1,
         'promised_at', to_char(timestamp '2024-01-03 12:00:00' + n * interval '17 hours', 'YYYY-MM-DD"T"HH24:MI:SS')) END
FROM generate_series(1, 600) AS n;

CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders (id),
  line_no smallint NOT NULL,
  product_id integer NOT NULL REFERENCES products (id),
  quantity integer NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  discount_rate double precision NOT NULL,
  returned boolean NOT NULL,
  PRIMARY KEY (order_id, line_no)
);
INSERT INTO order_items
SELECT o, l, (o * 5 + l * 3) % 40 + 1, (o + l) % 5 + 1, 5 + ((o * 5 + l * 3) % 40 + 1) * 3.25, (o % 4) * 0.05, (o + l) % 12 = 0
FROM generate_series(1, 600) AS o, generate_series(1, 4) AS l
WHERE l <= o % 4 + 1;

CREATE TABLE payments (
  id uuid PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  method text NOT NULL,
  amount numeric(12,2) NOT NULL,
  fee numeric(8,4),
  paid_at timestamp NOT NULL,
  refunded boolean NOT NULL,
  details json
);
INSERT INTO payments
SELECT ('10000000-0000-4000-8000-' || lpad((o * 10 + p)::text, 12, '0'))::uuid, o,
       (ARRAY['card', 'invoice', 'paypal'])[o % 3 + 1], round((20 + o * 13.37 % 480) / (o % 2 + 1), 2),
       CASE WHEN o % 7 = 0 THEN NULL ELSE (o % 10) * 0.125 END,
       timestamp '2024-01-01 01:00:00' + o * interval '17 hours 23 minutes' + p * interval '1 hour', o % 8 = 7,
       json_build_object('issuer', (ARRAY['visa', 'amex'])[o % 2 + 1], 'attempts', o % 3 + 1)
FROM generate_series(1, 600) AS o, generate_series(1, 2) AS p
WHERE p <= o % 2 + 1 AND o % 8 NOT IN (0, 6);

CREATE TABLE shipments (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id),
  carrier text NOT NULL,
  shipped_at timestamptz NOT NULL,
  delivered_at timestamptz,
  transit interval,
  distance_km double precision NOT NULL,
  cost numeric(10,2) NOT NULL,
  parcels integer NOT NULL
);
INSERT INTO shipments
SELECT o, o, (ARRAY['DHL', 'UPS', 'GLS'])[o % 3 + 1],
       timestamptz '2024-01-02 09:00:00+00' + o * interval '17 hours 23 minutes',
       CASE WHEN o % 8 <> 2 THEN timestamptz '2024-01-02 09:00:00+00' + o * interval '17 hours 23 minutes' + (o % 6 + 1) * interval '19 hours' END,
       CASE WHEN o % 8 <> 2 THEN (o % 6 + 1) * interval '19 hours' END,
       40 + o * 7.3::float8 - floor(o * 7.3::float8 / 900) * 900, 4 + o % 9 * 1.1, o % 3 + 1
FROM generate_series(1, 600) AS o
WHERE o % 8 IN (2, 3, 4, 5, 7);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  customer_id integer REFERENCES customers (id),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  device text NOT NULL,
  country text NOT NULL,
  page_views integer NOT NULL,
  bounced boolean NOT NULL
);
INSERT INTO sessions
SELECT ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, CASE WHEN n % 3 = 0 THEN NULL ELSE n % 120 + 1 END,
       timestamptz '2024-03-01 06:00:00+00' + n * interval '5 hours 7 minutes',
       CASE WHEN n % 10 = 0 THEN NULL ELSE timestamptz '2024-03-01 06:00:00+00' + n * interval '5 hours 7 minutes' + (n % 47 + 1) * interval '1 minute' END,
       (ARRAY['desktop', 'mobile', 'tablet'])[n % 3 + 1], (ARRAY['DE', 'FR', 'US', 'GB'])[n % 4 + 1], n % 23 + 1, n % 23 = 0
FROM generate_series(1, 800) AS n;

CREATE TABLE events (
  id bigint PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions (id),
  event_type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  duration_ms integer,
  payload jsonb NOT NULL
);
INSERT INTO events
SELECT s * 10 + k, ('20000000-0000-4000-8000-' || lpad(s::text, 12, '0'))::uuid,
       (ARRAY['view', 'search', 'add_to_cart', 'purchase'])[(s + k) % 4 + 1],
       timestamptz '2024-03-01 06:00:00+00' + s * interval '5 hours 7 minutes' + k * interval '40 seconds',
       CASE WHEN (s + k) % 6 = 0 THEN NULL ELSE (s * 37 + k * 101) % 4000 END,
       jsonb_build_object('page', '/p/' || (s + k) % 12, 'value', (s + k) % 9 * 1.5, 'items', (s + k) % 4, 'user', jsonb_build_object('level', (s + k) % 5))
FROM generate_series(1, 800) AS s, generate_series(1, 3) AS k;

CREATE TABLE subscriptions (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  plan text NOT NULL,
  status smallint NOT NULL,
  monthly_fee numeric(8,2) NOT NULL,
  seats integer NOT NULL,
  auto_renew boolean NOT NULL,
  started_on date NOT NULL,
  cancelled_on date
);
COMMENT ON COLUMN subscriptions.status IS '1 trial, 2 active, 3 cancelled';
INSERT INTO subscriptions
SELECT n, n % 120 + 1, (ARRAY['basic', 'team', 'business'])[n % 3 + 1], n % 3 + 1, (ARRAY[9.00, 29.00, 99.00])[n % 3 + 1], n % 15 + 1, n % 4 <> 0,
       date '2023-02-01' + n * 5, CASE WHEN n % 3 = 2 THEN date '2023-02-01' + n * 5 + 90 + n % 200 END
FROM generate_series(1, 150) AS n;

CREATE TABLE tickets (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  priority ticket_priority NOT NULL,
  agent text,
  subject text NOT NULL,
  opened_at timestamp NOT NULL,
  closed_at timestamp,
  first_response interval,
  satisfaction smallint,
  tags text[]
);
INSERT INTO tickets
SELECT n, n * 3 % 120 + 1, (ARRAY['low', 'normal', 'high', 'urgent'])[n % 4 + 1]::ticket_priority,
       CASE WHEN n % 14 = 0 THEN NULL ELSE (ARRAY['Ana', 'Bo', 'Chen'])[n % 3 + 1] END, 'Subject ' || n,
       timestamp '2024-02-01 09:00:00' + n * interval '31 hours',
       CASE WHEN n % 6 = 0 THEN NULL ELSE timestamp '2024-02-01 09:00:00' + n * interval '31 hours' + (n % 90 + 2) * interval '1 hour' END,
       CASE WHEN n % 8 = 0 THEN NULL ELSE (n % 25 + 1) * interval '7 minutes' END,
       CASE WHEN n % 5 = 0 THEN NULL ELSE n % 5 + 1 END, CASE WHEN n % 3 = 0 THEN NULL ELSE ARRAY['billing', 'bug'] END
FROM generate_series(1, 240) AS n;

CREATE TABLE machines (
  id integer PRIMARY KEY,
  code text NOT NULL,
  site text NOT NULL,
  installed_on date NOT NULL,
  rated_output integer NOT NULL
);
INSERT INTO machines
SELECT n, 'M-' || n, (ARRAY['north', 'south'])[n % 2 + 1], date '2020-01-01' + n * 40, 100 * n FROM generate_series(1, 8) AS n;

CREATE TABLE machine_readings (
  machine_id integer NOT NULL REFERENCES machines (id),
  read_at timestamptz NOT NULL,
  temperature double precision,
  total_output bigint NOT NULL,
  runtime_hours numeric(10,2) NOT NULL,
  produced integer NOT NULL,
  defects integer NOT NULL,
  status_code integer NOT NULL,
  alarm boolean NOT NULL,
  PRIMARY KEY (machine_id, read_at)
);
COMMENT ON COLUMN machine_readings.total_output IS 'Counter: pieces since installation';
INSERT INTO machine_readings
SELECT m, timestamptz '2024-05-01 00:00:00+00' + h * interval '6 hours',
       CASE WHEN (m + h) % 13 = 0 THEN NULL ELSE 40 + m * 2 + (h % 10) * 0.7::float8 END,
       100000 * m + h * (20 + m), h * 5.5 + m, 20 + m, (m + h) % 7, (m * h) % 4, (m + h) % 29 = 0
FROM generate_series(1, 8) AS m, generate_series(0, 119) AS h;

CREATE TABLE finance.budgets (
  region text NOT NULL,
  month date NOT NULL,
  amount numeric(14,2) NOT NULL,
  approved_by text,
  PRIMARY KEY (region, month)
);
INSERT INTO finance.budgets
SELECT r, (date '2024-01-01' + m * interval '1 month')::date, 1000 * (m + 1), CASE WHEN m % 3 = 0 THEN NULL ELSE 'cfo' END
FROM unnest(ARRAY['DE', 'FR', 'US']) AS r, generate_series(0, 11) AS m;

CREATE TABLE "MonthlyTargets" (
  "Id" integer PRIMARY KEY,
  "Region" text NOT NULL,
  "Month" date NOT NULL,
  "TargetAmount" numeric(14,2),
  "order" integer
);
INSERT INTO "MonthlyTargets"
SELECT n, (ARRAY['DE', 'FR', 'US'])[n % 3 + 1], (date '2024-01-01' + n % 12 * interval '1 month')::date, CASE WHEN n % 10 = 0 THEN NULL ELSE n * 500 END, n
FROM generate_series(1, 36) AS n;

ANALYZE;
