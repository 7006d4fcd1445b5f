-- A chain of shops: personnel files whose rows are valid from one day to another, and a warehouse
-- whose columns begin alike, whose sales point at a table of days, and whose names are glued. Games
-- have years instead of dates, results happened when their contest did, and cases are counted as
-- new ones and as all so far.
CREATE TABLE department (
  dept_no char(2) PRIMARY KEY,
  dept_name varchar(40) NOT NULL
);
CREATE TABLE employee (
  emp_no int PRIMARY KEY,
  first_name varchar(20) NOT NULL,
  last_name varchar(20) NOT NULL,
  gender char(1) NOT NULL,
  birth_date date NOT NULL,
  hire_date date NOT NULL
);
CREATE TABLE dept_emp (
  emp_no int NOT NULL REFERENCES employee,
  dept_no char(2) NOT NULL REFERENCES department,
  from_date date NOT NULL,
  to_date date NOT NULL,
  PRIMARY KEY (emp_no, dept_no)
);
CREATE TABLE salary (
  emp_no int NOT NULL REFERENCES employee,
  salary int NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  PRIMARY KEY (emp_no, from_date)
);
CREATE TABLE date_dim (
  d_date_sk int PRIMARY KEY,
  d_date date NOT NULL,
  d_year int NOT NULL,
  d_moy int NOT NULL,
  d_day_name varchar(9) NOT NULL
);
CREATE TABLE item (
  i_item_sk int PRIMARY KEY,
  i_item_id char(8) NOT NULL,
  i_product_name varchar(40) NOT NULL,
  i_category varchar(20) NOT NULL,
  i_current_price numeric(7,2) NOT NULL
);
CREATE TABLE store_sales (
  ss_sold_date_sk int NOT NULL REFERENCES date_dim,
  ss_item_sk int NOT NULL REFERENCES item,
  ss_ticket_number int NOT NULL,
  ss_quantity int NOT NULL,
  ss_sales_price numeric(7,2) NOT NULL,
  ss_ext_sales_price numeric(9,2) NOT NULL,
  ss_ext_discount_amt numeric(9,2) NOT NULL,
  ss_net_profit numeric(9,2) NOT NULL,
  PRIMARY KEY (ss_ticket_number, ss_item_sk)
);
CREATE TABLE receiptline (
  receiptlineid int PRIMARY KEY,
  receiptnumber int NOT NULL,
  itemsk int NOT NULL REFERENCES item,
  unitprice numeric(9,2) NOT NULL,
  orderqty int NOT NULL,
  unitpricediscount numeric(9,2) NOT NULL,
  modifieddate timestamp NOT NULL
);
CREATE TABLE game (
  game_id int PRIMARY KEY,
  title varchar(40) NOT NULL,
  genre varchar(20) NOT NULL,
  release_year int,
  total_copies int NOT NULL,
  imdbid int NOT NULL
);
CREATE TABLE contest (
  contest_id int PRIMARY KEY,
  held_on date NOT NULL,
  prize numeric(9,2) NOT NULL
);
CREATE TABLE contest_result (
  contest_id int NOT NULL REFERENCES contest,
  emp_no int NOT NULL REFERENCES employee,
  stage_index int NOT NULL,
  bout_round int NOT NULL,
  points int NOT NULL,
  PRIMARY KEY (contest_id, emp_no, stage_index)
);
CREATE TABLE outbreak (
  location varchar(20) NOT NULL,
  reported_on date NOT NULL,
  total_cases int NOT NULL,
  new_cases int NOT NULL
);
INSERT INTO department VALUES ('d1', 'Sales'), ('d2', 'Logistics'), ('d3', 'Purchasing'), ('d4', 'Finance');
INSERT INTO employee
SELECT n, (ARRAY['Ada', 'Bo', 'Cleo', 'Dan', 'Eve'])[1 + n % 5], 'Name ' || n, (ARRAY['M', 'F'])[1 + n % 2], date '1960-01-01' + n * 97 % 9000, current_date - 4000 + n * 31 % 2500
FROM generate_series(1, 200) AS n;
-- Everybody begins in one department; every third moves on, every seventh leaves.
INSERT INTO dept_emp
SELECT emp_no, 'd' || 1 + emp_no % 4, hire_date, CASE WHEN emp_no % 3 = 0 THEN hire_date + 400 + emp_no WHEN emp_no % 7 = 0 THEN hire_date + 300 + emp_no ELSE '9999-12-31' END FROM employee;
INSERT INTO dept_emp SELECT emp_no, 'd' || 1 + (emp_no + 1) % 4, hire_date + 400 + emp_no, '9999-12-31' FROM employee WHERE emp_no % 3 = 0;
INSERT INTO salary
SELECT emp_no, 30000 + emp_no * 71 % 9000 + 1500 * k, hire_date + 365 * k, CASE WHEN k < 3 THEN hire_date + 365 * (k + 1) ELSE '9999-12-31' END FROM employee, generate_series(0, 3) AS k;
INSERT INTO date_dim SELECT 2450000 + n, d, extract(year FROM d), extract(month FROM d), to_char(d, 'FMDay')
FROM (SELECT n, current_date - 1500 + n AS d FROM generate_series(0, 2500) AS n) AS days;
INSERT INTO item SELECT n, 'I' || n, 'Item ' || n, (ARRAY['Books', 'Music', 'Shoes', 'Home'])[1 + n % 4], 3 + n % 37 FROM generate_series(1, 60) AS n;
INSERT INTO store_sales
SELECT 2450000 + 1500 - n * 700 / 2400, 1 + n * 7 % 60, n / 3, q, p, q * p, CASE WHEN n % 4 = 0 THEN q * 1.25 ELSE 0 END, q * p * 0.3 - CASE WHEN n % 4 = 0 THEN q * 1.25 ELSE 0 END - 4
FROM (SELECT n, 1 + n % 6 AS q, 4 + n * 7 % 60 % 37 AS p FROM generate_series(1, 2400) AS n) AS s;
INSERT INTO receiptline SELECT n, n / 4, 1 + n * 11 % 60, 5 + n % 41, 1 + n % 5, CASE WHEN n % 6 = 0 THEN 0.15 ELSE 0 END, '2026-01-01' FROM generate_series(1, 900) AS n;
INSERT INTO game SELECT n, 'Game ' || n, (ARRAY['Puzzle', 'Sport', 'Action'])[1 + n % 3], CASE WHEN n % 11 > 0 THEN 1990 + n * n % 23 END, n * 37 % 900, 114000 + n FROM generate_series(1, 300) AS n;
INSERT INTO contest SELECT n, current_date - 7 * n, 100 * n FROM generate_series(1, 150) AS n;
INSERT INTO contest_result SELECT c, 1 + (c * 7 + k) % 200, k, 1 + k % 3, c * k % 26 FROM generate_series(1, 150) AS c, generate_series(1, 8) AS k;
INSERT INTO outbreak SELECT l, current_date - 400 + n, sum(v) OVER (PARTITION BY l ORDER BY n), v FROM (SELECT l, n, n * length(l) % 40 AS v FROM generate_series(1, 400) AS n, unnest(ARRAY['Rome', 'Seoul', 'London']) AS l) AS s;
