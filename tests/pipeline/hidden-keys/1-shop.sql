-- SPDX-License-Identifier: GPL-3.0-or-later
-- A shop whose database declares primary keys and no foreign key, whose codes nothing explains and
-- whose test orders only the owner knows. Dates are relative to today.

CREATE TABLE tb_customer (
  cust_no integer PRIMARY KEY,
  cust_name varchar(60) NOT NULL,
  country varchar(2) NOT NULL,
  joined_at timestamp NOT NULL
);
INSERT INTO tb_customer
SELECT n, 'Customer ' || n, (ARRAY['KR', 'JP', 'US', 'DE'])[1 + n % 4],
       current_date - ((n * 7) % 900) * interval '1 day' - interval '1 hour'
FROM generate_series(1, 400) AS n;

CREATE TABLE tb_product (
  id integer PRIMARY KEY,
  product_name varchar(60) NOT NULL,
  category varchar(20) NOT NULL,
  list_price numeric(12, 2) NOT NULL
);
INSERT INTO tb_product
SELECT n, 'Product ' || n, (ARRAY['bread', 'cake', 'roll'])[1 + n % 3], 10 + n
FROM generate_series(1, 60) AS n;

-- Sales agents; the orders' agent numbers are those of another system.
CREATE TABLE tb_agent (
  agent_id integer PRIMARY KEY,
  agent_name varchar(60) NOT NULL
);
INSERT INTO tb_agent SELECT n, 'Agent ' || n FROM generate_series(1, 25) AS n;

CREATE TABLE tb_order (
  order_id integer PRIMARY KEY,
  cust_no integer NOT NULL,
  agent_id integer NOT NULL,
  status smallint NOT NULL,
  grade varchar(1) NOT NULL,
  sample_yn varchar(1) NOT NULL,
  total_amount numeric(12, 2) NOT NULL,
  ordered_at timestamp NOT NULL
);
INSERT INTO tb_order
SELECT n, 1 + (n * 13) % 400, 1 + n % 29, 1 + n % 4, (ARRAY['G', 'S', 'B'])[1 + n % 3],
       CASE WHEN n % 50 = 0 THEN 'Y' ELSE 'N' END, 20 + n % 180,
       current_date - (n % 800) * interval '1 day' - interval '2 hours'
FROM generate_series(1, 4000) AS n;

CREATE TABLE tb_order_item (
  order_id integer NOT NULL,
  line_no integer NOT NULL,
  product_id integer NOT NULL,
  quantity integer NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);
INSERT INTO tb_order_item
SELECT o, l, 1 + (o * 7 + l) % 60, 1 + l, 10 + (o * 7 + l) % 60
FROM generate_series(1, 4000) AS o, generate_series(1, 2) AS l;
