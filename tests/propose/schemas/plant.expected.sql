-- What the analyst's KPIs of the plant have to give, written from what their names and descriptions
-- mean.

-- kpi: production_order / Production Orders per Month
-- By when they were planned: an order that was never started was one, too.
SELECT to_char(planned_start, 'YYYY-MM') || '-01', count(*) FROM production_order
WHERE to_char(planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_order / Production Order Cancellation Rate by Month
SELECT to_char(planned_start, 'YYYY-MM') || '-01', avg(CASE status WHEN 'CANCELLED' THEN 1 ELSE 0 END) FROM production_order
WHERE to_char(planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_order / On-Time Finish Rate of Production Orders by Month
SELECT to_char(planned_start, 'YYYY-MM') || '-01', avg((date_trunc('day', finished_at) <= due_date)::int) FROM production_order
WHERE status = 'FINISHED'
  AND to_char(planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_order / Overdue Share of Open Production Orders
SELECT avg((due_date < CURRENT_DATE)::int) FROM production_order WHERE status NOT IN ('FINISHED', 'CANCELLED')

-- kpi: production_order / Open Production Orders by Age
-- What is planned for tomorrow is open, and no day old.
SELECT CASE WHEN d < 0 THEN 'in the future' WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' WHEN d <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - planned_start::date AS d FROM production_order WHERE status IN ('PLANNED', 'RELEASED', 'RUNNING')) AS o GROUP BY 1

-- kpi: production_order / Production Order Planned Quantity per Month
SELECT to_char(planned_start, 'YYYY-MM') || '-01', sum(planned_qty) FROM production_order
WHERE status IN ('PLANNED', 'RELEASED', 'RUNNING', 'FINISHED')
  AND to_char(planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_order / Time from Production Order Start to Finish (Median, p90)
SELECT to_char(planned_start, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)) / 86400,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)) / 86400 FROM production_order
WHERE status = 'FINISHED'
  AND to_char(planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_run / Production Run Scrap Rate by Month
-- Scrap ÷ produced (kpi-catalogue 2.9); runs that produced nothing divide nothing by nothing.
SELECT to_char(started_at, 'YYYY-MM') || '-01', sum(scrap_qty)::numeric / sum(good_qty + scrap_qty) FROM production_run
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_run / Production Run Yield by Month
SELECT to_char(started_at, 'YYYY-MM') || '-01', 1 - sum(scrap_qty)::numeric / sum(produced_qty) FROM production_run
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_run / Production Run Hours per Month
SELECT to_char(started_at, 'YYYY-MM') || '-01', sum(run_minutes) / 60.0 FROM production_run
WHERE ended_at IS NOT NULL
  AND to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: production_run / Share of Production Run Produced Quantity from Top 10 Machines
WITH t AS (SELECT machine_id, sum(produced_qty) AS v FROM production_run
  WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top)::numeric / (SELECT sum(v) FROM t)

-- kpi: downtime / Downtime Hours per Month
SELECT to_char(started_at, 'YYYY-MM') || '-01', extract(epoch FROM sum(ended_at - started_at)) / 3600 FROM downtime
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: downtime / Time from Downtime Start to End (Median, p90)
SELECT to_char(started_at, 'YYYY-MM') || '-01', extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY ended_at - started_at)) / 3600,
  extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY ended_at - started_at)) / 3600 FROM downtime
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: downtime / Downtimes by Reason
-- Codes by their names.
SELECT reason_name, count(*), count(*) / sum(count(*)) OVER () FROM downtime NATURAL JOIN downtime_reason
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: maintenance_order / On-Time Completion Rate of Maintenance Orders by Month
SELECT to_char(due_on, 'YYYY-MM') || '-01', avg((due_on - completed_on >= 0)::int) FROM maintenance_order
WHERE completed_on IS NOT NULL
  AND to_char(due_on, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: maintenance_order / Overdue Share of Open Maintenance Orders
SELECT avg((due_on < CURRENT_DATE)::int) FROM maintenance_order WHERE completed_on IS NULL

-- kpi: maintenance_order / Maintenance Order Cost per Month
SELECT to_char(due_on, 'YYYY-MM') || '-01', sum(cost) FROM maintenance_order
WHERE to_char(due_on, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: quality_inspection / Quality Inspection Defect Rate by Month
SELECT to_char(inspected_at, 'YYYY-MM') || '-01', sum(defect_count) * 1.0 / sum(sample_size) FROM quality_inspection
WHERE to_char(inspected_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: quality_inspection / Share of Passed Quality Inspections by Month
SELECT to_char(inspected_at, 'YYYY-MM') || '-01', avg(passed::int) FROM quality_inspection
WHERE to_char(inspected_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: sensor_reading / Average Sensor Reading Value per Day, by Sensor Type
-- Degrees and bars are not averaged together, and what the sensor calls invalid does not count.
SELECT measured_at::date, sensor_type, avg(value) FROM sensor_reading JOIN sensor USING (sensor_id)
WHERE is_valid AND measured_at::date BETWEEN CURRENT_DATE - 14 AND CURRENT_DATE - 1 GROUP BY 1, 2

-- kpi: energy_daily / Energy Consumption Kwh per Month
SELECT to_char(reading_date, 'YYYY-MM') || '-01', sum(consumption_kwh) FROM energy_daily
WHERE to_char(reading_date, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: energy_daily / Energy Meter Total Kwh, Latest
-- A meter is read, not added up over days.
SELECT sum(meter_total_kwh) FROM energy_daily WHERE reading_date = CURRENT_DATE

-- kpi: machine_state_history / Hours by State, Last 30 Days
SELECT state, extract(epoch FROM sum(valid_to - valid_from)) / 3600, extract(epoch FROM sum(valid_to - valid_from)) / (SELECT extract(epoch FROM sum(valid_to - valid_from)) FROM machine_state_history
    WHERE valid_to IS NOT NULL AND valid_from::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1)
FROM machine_state_history WHERE valid_to IS NOT NULL AND valid_from::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1 GROUP BY 1

-- kpi: machine / Downtimes per Machine, Last 12 Months
SELECT (SELECT count(*)::numeric FROM downtime WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
  / (SELECT count(*) FROM machine)

-- kpi: machine / Machines by Type
SELECT machine_type, count(*), count(*) / 36.0 FROM machine GROUP BY 1

-- kpi: downtime_reason / Median Hours from Downtime Start to End by Downtime Reason
SELECT r.reason_name, (SELECT extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY d.ended_at - d.started_at)) / 3600 FROM downtime AS d WHERE d.reason_code = r.reason_code
    AND to_char(d.started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')),
  (SELECT count(*) FROM downtime AS d WHERE d.reason_code = r.reason_code AND ended_at IS NOT NULL
    AND to_char(d.started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM downtime_reason AS r

-- kpi: material / Production Order Cancellation Rate by Material
SELECT m.material_name, avg((o.status = 'CANCELLED')::int), count(*) FROM material AS m JOIN production_order AS o USING (material_no)
WHERE to_char(o.planned_start, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY m.material_no

-- kpi: production_run / Scrap Cost by Month
SELECT to_char(r.started_at, 'YYYY-MM') || '-01', sum(r.scrap_qty * m.standard_cost) FROM production_order AS o, material AS m, production_run AS r
WHERE o.order_no = r.order_no AND m.material_no = o.material_no AND to_char(r.started_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1
