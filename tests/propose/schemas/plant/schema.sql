-- A production plant with sensors: composite keys, readings of many sensors, states with from and to,
-- counters that only grow, planned against done, zero denominators, no comments at all but one.
CREATE TABLE site (
  site_code varchar(4) PRIMARY KEY,
  site_name varchar(40) NOT NULL,
  country varchar(2) NOT NULL
);
CREATE TABLE production_line (
  site_code varchar(4) NOT NULL REFERENCES site,
  line_no int NOT NULL,
  line_name varchar(40) NOT NULL,
  capacity_per_hour int NOT NULL,
  commissioned_on date,
  PRIMARY KEY (site_code, line_no)
);
CREATE TABLE machine (
  machine_id int PRIMARY KEY,
  site_code varchar(4) NOT NULL,
  line_no int NOT NULL,
  machine_name varchar(40) NOT NULL,
  machine_type varchar(20) NOT NULL,
  manufacturer varchar(30),
  purchase_price numeric(12,2),
  installed_on date NOT NULL,
  retired_on date,
  specs jsonb,
  FOREIGN KEY (site_code, line_no) REFERENCES production_line
);
CREATE TABLE material (
  material_no varchar(10) PRIMARY KEY,
  material_name varchar(40) NOT NULL,
  unit varchar(5) NOT NULL,
  standard_cost numeric(10,2) NOT NULL
);
CREATE TABLE production_order (
  order_no varchar(12) PRIMARY KEY,
  material_no varchar(10) NOT NULL REFERENCES material,
  site_code varchar(4) NOT NULL,
  line_no int NOT NULL,
  priority smallint NOT NULL,
  status varchar(12) NOT NULL,
  planned_qty int NOT NULL,
  planned_start timestamp NOT NULL,
  due_date date NOT NULL,
  released_at timestamp,
  started_at timestamp,
  finished_at timestamp,
  FOREIGN KEY (site_code, line_no) REFERENCES production_line
);
COMMENT ON COLUMN production_order.status IS 'PLANNED, RELEASED, RUNNING, FINISHED, CANCELLED';
CREATE TABLE production_run (
  run_id int PRIMARY KEY,
  order_no varchar(12) NOT NULL REFERENCES production_order,
  machine_id int NOT NULL REFERENCES machine,
  shift varchar(5) NOT NULL,
  started_at timestamp NOT NULL,
  ended_at timestamp,
  produced_qty int NOT NULL,
  good_qty int NOT NULL,
  scrap_qty int NOT NULL,
  run_minutes int,
  planned_minutes int NOT NULL
);
CREATE TABLE downtime_reason (
  reason_code varchar(6) PRIMARY KEY,
  reason_name varchar(40) NOT NULL,
  is_planned boolean NOT NULL
);
CREATE TABLE downtime (
  downtime_id int PRIMARY KEY,
  machine_id int NOT NULL REFERENCES machine,
  reason_code varchar(6) REFERENCES downtime_reason,
  started_at timestamp NOT NULL,
  ended_at timestamp
);
CREATE TABLE maintenance_order (
  maintenance_id int PRIMARY KEY,
  machine_id int NOT NULL REFERENCES machine,
  kind varchar(12) NOT NULL,
  due_on date NOT NULL,
  completed_on date,
  labor_hours numeric(6,2),
  cost numeric(10,2)
);
CREATE TABLE quality_inspection (
  inspection_id int PRIMARY KEY,
  order_no varchar(12) NOT NULL REFERENCES production_order,
  inspected_at timestamp NOT NULL,
  sample_size int NOT NULL,
  defect_count int NOT NULL,
  passed boolean NOT NULL
);
CREATE TABLE sensor (
  sensor_id int PRIMARY KEY,
  machine_id int NOT NULL REFERENCES machine,
  sensor_type varchar(15) NOT NULL,
  unit varchar(8) NOT NULL,
  upper_limit numeric(8,2)
);
CREATE TABLE sensor_reading (
  sensor_id int NOT NULL REFERENCES sensor,
  measured_at timestamp NOT NULL,
  value numeric(10,3),
  is_valid boolean NOT NULL,
  PRIMARY KEY (sensor_id, measured_at)
);
CREATE TABLE energy_daily (
  machine_id int NOT NULL REFERENCES machine,
  reading_date date NOT NULL,
  consumption_kwh numeric(10,2) NOT NULL,
  energy_cost numeric(10,2),
  meter_total_kwh numeric(12,2) NOT NULL,
  PRIMARY KEY (machine_id, reading_date)
);
CREATE TABLE machine_state_history (
  machine_id int NOT NULL REFERENCES machine,
  valid_from timestamp NOT NULL,
  valid_to timestamp,
  state varchar(10) NOT NULL,
  PRIMARY KEY (machine_id, valid_from)
);
CREATE TABLE shift_calendar_config (
  config_key varchar(30) PRIMARY KEY,
  config_value varchar(60)
);

INSERT INTO site VALUES ('HAM', 'Hamburg', 'DE'), ('LYO', 'Lyon', 'FR'), ('BUS', 'Busan', 'KR');
INSERT INTO production_line
SELECT s, l, 'Line ' || s || l, 60 * l, date '2016-01-01' + l * 400
FROM unnest(ARRAY['HAM', 'LYO', 'BUS']) AS s, generate_series(1, 3) AS l;
INSERT INTO machine
SELECT n, (ARRAY['HAM', 'LYO', 'BUS'])[1 + n % 3], 1 + n / 3 % 3, 'Machine ' || lpad(n::text, 2, '0'), (ARRAY['press', 'mill', 'robot', 'oven'])[1 + n % 4],
  CASE WHEN n % 6 <> 0 THEN (ARRAY['Voss', 'Haas', 'Kuma'])[1 + n % 3] END, 20000 + n * 1777 % 90000, current_date - (300 + n * 97 % 2500),
  CASE WHEN n % 12 = 0 THEN current_date - n END, jsonb_build_object('power_kw', 5 + n % 9, 'generation', 'G' || (1 + n % 2))
FROM generate_series(1, 36) AS n;
INSERT INTO material
SELECT 'M' || (100 + n), 'Part ' || chr(64 + n), (ARRAY['pcs', 'kg'])[1 + n % 2], 3.5 * n FROM generate_series(1, 12) AS n;
INSERT INTO production_order
SELECT 'PO' || (7000 + n), 'M' || (101 + n % 12), (ARRAY['HAM', 'LYO', 'BUS'])[1 + n % 3], 1 + n % 3, 1 + n % 3,
  CASE WHEN n % 14 = 3 THEN 'CANCELLED' WHEN n <= 6 THEN 'PLANNED' WHEN n <= 12 THEN 'RELEASED' WHEN n <= 20 THEN 'RUNNING' ELSE 'FINISHED' END,
  100 * (1 + n % 8), current_date - interval '20 hours' * (n - 4), (current_date - interval '20 hours' * (n - 4))::date + 3, NULL, NULL, NULL
FROM generate_series(1, 480) AS n;
UPDATE production_order SET released_at = planned_start - interval '1 day' WHERE status IN ('RELEASED', 'RUNNING', 'FINISHED');
UPDATE production_order SET started_at = planned_start + interval '1 hour' * (substr(order_no, 3)::int % 7) WHERE status IN ('RUNNING', 'FINISHED');
UPDATE production_order SET finished_at = started_at + interval '1 hour' * (20 + substr(order_no, 3)::int * 13 % 90) WHERE status = 'FINISHED';
INSERT INTO production_run
SELECT n, o.order_no, 1 + n * 5 % 36, (ARRAY['early', 'late', 'night'])[1 + n % 3], o.started_at + interval '8 hours' * (k - 1),
  CASE WHEN o.status = 'FINISHED' THEN o.started_at + interval '8 hours' * (k - 1) + interval '1 minute' * (200 + n * 7 % 250) END,
  q, q - q * (n % 5) / 40, q * (n % 5) / 40, CASE WHEN o.status = 'FINISHED' THEN 200 + n * 7 % 250 END, 480
FROM (SELECT row_number() OVER (ORDER BY started_at, order_no) AS i, * FROM production_order WHERE started_at IS NOT NULL) AS o
CROSS JOIN generate_series(1, 2) AS k CROSS JOIN LATERAL (SELECT o.i * 2 + k - 2 AS n, CASE WHEN (o.i * 2 + k) % 31 = 0 THEN 0 ELSE o.planned_qty / 2 END AS q) AS x;
INSERT INTO downtime_reason VALUES ('BRK', 'Breakdown', false), ('SET', 'Set-up', true), ('MAT', 'No material', false), ('CLN', 'Cleaning', true);
INSERT INTO downtime
SELECT n, 1 + n * 11 % 36, CASE WHEN n % 10 <> 0 THEN (ARRAY['BRK', 'SET', 'MAT', 'CLN'])[1 + n % 4] END,
  current_date + interval '7 hours' - interval '9 hours' * n, CASE WHEN n > 3 THEN current_date + interval '7 hours' - interval '9 hours' * n + interval '1 minute' * (5 + n * 17 % 240) END
FROM generate_series(1, 900) AS n;
INSERT INTO maintenance_order
SELECT n, 1 + n * 7 % 36, (ARRAY['preventive', 'preventive', 'corrective'])[1 + n % 3], current_date + 20 - n * 2,
  CASE WHEN n > 8 AND n % 9 <> 0 THEN current_date + 20 - n * 2 + (n % 7 - 4) END, CASE WHEN n > 8 AND n % 9 <> 0 THEN 1 + n % 6 * 0.5 END, CASE WHEN n > 8 AND n % 9 <> 0 THEN 80 + n * 31 % 400 END
FROM generate_series(1, 260) AS n;
INSERT INTO quality_inspection
SELECT row_number() OVER (ORDER BY order_no), order_no, finished_at + interval '3 hours', CASE WHEN substr(order_no, 3)::int % 40 = 0 THEN 0 ELSE 20 END,
  substr(order_no, 3)::int % 4, substr(order_no, 3)::int % 4 < 3
FROM production_order WHERE status = 'FINISHED';
INSERT INTO sensor
SELECT n, 1 + n % 36, (ARRAY['temperature', 'vibration', 'pressure'])[1 + n % 3], (ARRAY['°C', 'mm/s', 'bar'])[1 + n % 3], CASE WHEN n % 5 <> 0 THEN 80 + n % 10 END
FROM generate_series(1, 40) AS n;
INSERT INTO sensor_reading
SELECT s, current_date + interval '6 hours' - interval '6 hours' * t, CASE WHEN (s + t) % 23 <> 0 THEN 40 + (s * 7 + t * 3) % 50 END, (s + t) % 17 <> 0
FROM generate_series(1, 40) AS s, generate_series(0, 79) AS t;
INSERT INTO energy_daily
SELECT m, current_date - d, 50 + (m * 13 + d * 7) % 60, CASE WHEN m % 9 <> 0 THEN round((50 + (m * 13 + d * 7) % 60) * 0.21, 2) END, 100000 + m * 1000 - d * 80
FROM generate_series(1, 18) AS m, generate_series(0, 179) AS d;
INSERT INTO machine_state_history
SELECT m, current_date - interval '10 hours' * (k + 1), CASE WHEN k > 0 THEN current_date - interval '10 hours' * k END, (ARRAY['running', 'idle', 'running', 'down'])[1 + (m + k) % 4]
FROM generate_series(1, 36) AS m, generate_series(0, 59) AS k;
INSERT INTO shift_calendar_config VALUES ('early.start', '06:00'), ('late.start', '14:00');
