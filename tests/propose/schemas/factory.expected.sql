-- What the analyst's KPIs of the factory have to give, written from what their names and descriptions
-- mean and from ISO 22400-2 (kpi-catalogue 2.9).

-- kpi: Breakdown / Mean Time to Repair (MTTR) by Month
SELECT to_char("failedAt", 'YYYY-MM') || '-01', extract(epoch FROM sum("repairedAt" - "failedAt")) / 3600 / count("repairedAt") FROM "Breakdown"
WHERE to_char("failedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Breakdown / Mean Time Between Failures (MTBF) by Month
SELECT to_char(m, 'YYYY-MM-DD'), ((SELECT count(*) FROM "Machine" WHERE "installedOn" <= m AND coalesce("retiredOn", 'infinity') > m) * extract(day FROM m + interval '1 month' - interval '1 day') * 24
    - (SELECT extract(epoch FROM sum("repairedAt" - "failedAt")) / 3600 FROM "Breakdown" WHERE date_trunc('month', "failedAt") = m))
  / (SELECT count(*) FROM "Breakdown" WHERE date_trunc('month', "failedAt") = m)
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m

-- kpi: Breakdown / Technical Availability of Machines by Month
SELECT to_char(m, 'YYYY-MM-DD'), 1 - (SELECT extract(epoch FROM sum("repairedAt" - "failedAt")) / 3600 FROM "Breakdown" WHERE date_trunc('month', "failedAt") = m)
  / ((SELECT count(*) FROM "Machine" WHERE "installedOn" <= m AND coalesce("retiredOn", 'infinity') > m) * extract(day FROM m + interval '1 month' - interval '1 day') * 24)
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m

-- kpi: StateLog / Utilisation by Week
-- The seconds of the log say the same as its times.
SELECT to_char(date_trunc('week', "startedAt"), 'YYYY-MM-DD'), sum(CASE "state" WHEN 'running' THEN "durationSec" ELSE 0 END)::numeric / sum("durationSec") FROM "StateLog"
WHERE "startedAt" >= date_trunc('week', CURRENT_DATE) - interval '84 days' AND "startedAt" < date_trunc('week', CURRENT_DATE) GROUP BY 1

-- kpi: StateLog / Mean Time Between Failures (MTBF) by Week
SELECT to_char(date_trunc('week', "startedAt"), 'YYYY-MM-DD'), sum("durationSec") FILTER (WHERE "state" = 'running') / 3600.0 / count(*) FILTER (WHERE "state" = 'down') FROM "StateLog"
WHERE "durationSec" IS NOT NULL AND "startedAt" >= date_trunc('week', CURRENT_DATE) - interval '84 days' AND "startedAt" < date_trunc('week', CURRENT_DATE) GROUP BY 1

-- kpi: StateLog / Mean Time to Repair (MTTR) by Week
SELECT to_char(date_trunc('week', "startedAt"), 'YYYY-MM-DD'), avg("durationSec") / 3600.0 FROM "StateLog"
WHERE "state" = 'down' AND "startedAt" >= date_trunc('week', CURRENT_DATE) - interval '84 days' AND "startedAt" < date_trunc('week', CURRENT_DATE) GROUP BY 1

-- kpi: ShiftReport / Overall Equipment Effectiveness (OEE) by Month
SELECT month, a * p * q, a, p, q FROM (
  SELECT to_char("shiftDate", 'YYYY-MM') || '-01' AS month, sum("runMin")::numeric / sum("plannedMin") AS a,
    sum("producedQty" * (SELECT "idealCycleSec" FROM "Product" AS i WHERE i."productCode" = s."productCode")) / (60 * sum("runMin")) AS p, 1 - sum("scrapQty")::numeric / sum("producedQty") AS q
  FROM "ShiftReport" AS s
  WHERE to_char("shiftDate", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
  GROUP BY 1) AS o

-- kpi: ShiftReport / OEE by Machine, Last 12 Months
SELECT "machineName", sum("producedQty" * w) / (sum("plannedMin") * 60) * sum("goodQty") / sum("producedQty")
FROM (SELECT s.*, "machineName", "idealCycleSec" AS w FROM "ShiftReport" AS s NATURAL JOIN "Product" NATURAL JOIN "Machine"
  WHERE to_char("shiftDate", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS s GROUP BY 1

-- kpi: ShiftReport / Shift Report Scrap Rate by Month
SELECT to_char("shiftDate", 'YYYY-MM') || '-01', 1 - sum("goodQty")::numeric / sum("goodQty" + "scrapQty") FROM "ShiftReport"
WHERE to_char("shiftDate", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: MaintenanceTask / Maintenance Tasks Due: Share Completed and Completed in Time, by Month
SELECT to_char("dueOn", 'YYYY-MM') || '-01', count(*) FILTER (WHERE "doneOn" <= "dueOn") / count(*)::numeric, count("doneOn") / count(*)::numeric FROM "MaintenanceTask"
WHERE to_char("dueOn", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: CapacityWeek / Utilisation by Month
SELECT to_char("weekStart", 'YYYY-MM') || '-01', sum("bookedHours") / sum("availableHours") FROM "CapacityWeek"
WHERE to_char("weekStart", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: FinalTest / First-Pass Yield of Serial Numbers by Month
-- What passed after a second test did not pass the first.
SELECT DISTINCT month, avg(ok) OVER (PARTITION BY month) FROM (
  SELECT DISTINCT ON ("serialNo") "serialNo", to_char("testedAt", 'YYYY-MM') || '-01' AS month, ("result" = 'pass')::int AS ok FROM "FinalTest" ORDER BY "serialNo", "testedAt") AS t
WHERE month BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM') || '-01'

-- kpi: IncomingLot / Defective Parts per Million (PPM) by Month
SELECT to_char("inspectedOn", 'YYYY-MM') || '-01', 1e6 * sum("defectQty") / sum("receivedQty") FROM "IncomingLot"
WHERE to_char("inspectedOn", 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1
