-- Machines in camelCase: failures with their repairs, a log of states in seconds, shifts with planned
-- and running minutes, an ideal cycle in seconds on the product, hours booked against hours there are.
CREATE TABLE "Machine" (
  "machineId" int PRIMARY KEY,
  "machineName" text NOT NULL,
  "model" text NOT NULL,
  "installedOn" date NOT NULL,
  "retiredOn" date
);
CREATE TABLE "Product" (
  "productCode" text PRIMARY KEY,
  "productName" text NOT NULL,
  "idealCycleSec" numeric(8,2) NOT NULL
);
CREATE TABLE "Breakdown" (
  "breakdownId" int PRIMARY KEY,
  "machineId" int NOT NULL REFERENCES "Machine",
  "cause" text NOT NULL,
  "failedAt" timestamp NOT NULL,
  "repairedAt" timestamp
);
CREATE TABLE "StateLog" (
  "stateLogId" int PRIMARY KEY,
  "machineId" int NOT NULL REFERENCES "Machine",
  "state" text NOT NULL,
  "startedAt" timestamp NOT NULL,
  "endedAt" timestamp,
  "durationSec" int
);
COMMENT ON COLUMN "StateLog"."state" IS 'running, idle, setup, down';
CREATE TABLE "ShiftReport" (
  "shiftReportId" int PRIMARY KEY,
  "machineId" int NOT NULL REFERENCES "Machine",
  "productCode" text NOT NULL REFERENCES "Product",
  "shiftDate" date NOT NULL,
  "plannedMin" int NOT NULL,
  "runMin" int NOT NULL,
  "producedQty" int NOT NULL,
  "goodQty" int NOT NULL,
  "scrapQty" int NOT NULL
);
CREATE TABLE "MaintenanceTask" (
  "taskId" int PRIMARY KEY,
  "machineId" int NOT NULL REFERENCES "Machine",
  "kind" text NOT NULL,
  "dueOn" date NOT NULL,
  "doneOn" date
);
CREATE TABLE "CapacityWeek" (
  "machineId" int NOT NULL REFERENCES "Machine",
  "weekStart" date NOT NULL,
  "bookedHours" numeric(6,1) NOT NULL,
  "availableHours" numeric(6,1) NOT NULL,
  PRIMARY KEY ("machineId", "weekStart")
);
CREATE TABLE "FinalTest" (
  "testId" int PRIMARY KEY,
  "machineId" int NOT NULL REFERENCES "Machine",
  "serialNo" text NOT NULL,
  "testedAt" timestamp NOT NULL,
  "result" text NOT NULL
);
COMMENT ON COLUMN "FinalTest"."result" IS 'pass or fail';
CREATE TABLE "IncomingLot" (
  "lotId" int PRIMARY KEY,
  "productCode" text NOT NULL REFERENCES "Product",
  "inspectedOn" date NOT NULL,
  "receivedQty" int NOT NULL,
  "defectQty" int NOT NULL
);
INSERT INTO "Machine" SELECT n, 'M-' || n, (ARRAY['A', 'B', 'C'])[1 + n % 3], current_date - 200 - n * 61, CASE WHEN n % 8 = 0 THEN current_date - n * 9 END FROM generate_series(1, 24) AS n;
INSERT INTO "Product" SELECT 'P' || n, 'Product ' || n, 20 + n * 3 FROM generate_series(1, 8) AS n;
INSERT INTO "Breakdown" SELECT n, 1 + n * 7 % 24, (ARRAY['bearing', 'motor', 'sensor', 'belt'])[1 + n % 4], at, CASE WHEN n > 2 THEN at + interval '1 minute' * (20 + n * 31 % 900) END
FROM (SELECT n, current_date + interval '5 hours' - interval '13 hours' * n AS at FROM generate_series(1, 800) AS n) AS b;
INSERT INTO "StateLog" SELECT row_number() OVER (ORDER BY m, k DESC), m, (ARRAY['running', 'idle', 'running', 'down', 'running', 'setup'])[1 + (m + k) % 6], a, CASE WHEN k > 0 THEN b END, CASE WHEN k > 0 THEN extract(epoch FROM b - a)::int END
FROM (SELECT m, k, current_date - interval '9 hours' * (k + 1) + interval '1 hour' * (k % 4) AS a, current_date - interval '9 hours' * k + interval '1 hour' * ((k - 1) % 4) AS b FROM generate_series(1, 12) AS m, generate_series(0, 199) AS k) AS s;
INSERT INTO "ShiftReport" SELECT row_number() OVER (ORDER BY d, m), m, 'P' || (1 + (m + d) % 8), current_date - d, 480, r, q, q - q * (d % 6) / 60, q * (d % 6) / 60
FROM (SELECT m, d, 380 + (m * 7 + d * 11) % 90 AS r, CASE WHEN (m + d) % 40 = 0 THEN 0 ELSE (380 + (m * 7 + d * 11) % 90) * 60 / (28 + ((m + d) % 8) * 3 + d % 3) END AS q FROM generate_series(1, 10) AS m, generate_series(1, 330) AS d) AS s;
INSERT INTO "MaintenanceTask" SELECT n, 1 + n * 5 % 24, (ARRAY['preventive', 'inspection'])[1 + n % 2], due, CASE WHEN due < current_date - 5 AND n % 9 <> 0 THEN due + (n % 6 - 3) END FROM (SELECT n, current_date + 30 - n AS due FROM generate_series(1, 420) AS n) AS t;
INSERT INTO "CapacityWeek" SELECT m, date_trunc('week', current_date)::date - 7 * w, 60 + (m * 11 + w * 5) % 70, CASE WHEN (m + w) % 29 = 0 THEN 0 ELSE 120 END FROM generate_series(1, 12) AS m, generate_series(0, 29) AS w;
INSERT INTO "FinalTest" SELECT row_number() OVER (ORDER BY n DESC, k), 1 + n % 24, 'SN' || (50000 + n), current_date + interval '6 hours' - interval '9 hours' * n + interval '50 hours' * k, CASE WHEN k = t THEN 'pass' ELSE 'fail' END
FROM (SELECT n, (CASE WHEN n % 7 = 0 THEN 1 ELSE 0 END) + (CASE WHEN n % 21 = 0 THEN 1 ELSE 0 END) AS t FROM generate_series(1, 900) AS n) AS u CROSS JOIN generate_series(0, 2) AS k WHERE k <= t AND n * 9 > k * 50;
INSERT INTO "IncomingLot" SELECT n, 'P' || (1 + n % 8), current_date - n, 20000 + n * 37 % 9000, n * 13 % 40 FROM generate_series(1, 420) AS n;
