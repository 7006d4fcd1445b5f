-- What the analyst's KPIs of the memberships have to give, written from what their names and
-- descriptions mean (kpi-catalogue 2.10). Prices are per seat, by the interval of the plan.

-- kpi: subscription / Monthly Recurring Revenue at the End of Each Month
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT sum(qty * price * (ARRAY[1, 1 / 12.0, 52 / 12.0, 1 / 3.0])[plan_id]) FROM subscription NATURAL JOIN price_plan
  WHERE started_at < m + interval '1 month' AND coalesce(ended_at, 'infinity') >= m + interval '1 month')
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m

-- kpi: subscription / Annual Recurring Revenue, Now
SELECT sum(qty * price * (ARRAY[12, 1, 52, 4])[plan_id]) FROM subscription NATURAL JOIN price_plan WHERE started_at < CURRENT_DATE AND coalesce(ended_at, 'infinity') >= CURRENT_DATE

-- kpi: subscription / Customer Churn Rate by Month
SELECT to_char(m, 'YYYY-MM-DD'), avg((NOT EXISTS (SELECT FROM subscription AS s WHERE s.customer_id = c.customer_id AND started_at < m + interval '1 month' AND coalesce(ended_at, 'infinity') >= m + interval '1 month'))::int)
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m, customer AS c
WHERE EXISTS (SELECT FROM subscription AS s WHERE s.customer_id = c.customer_id AND started_at < m AND coalesce(ended_at, 'infinity') >= m) GROUP BY 1

-- kpi: subscription / Net and Gross Revenue Retention Over 12 Months
WITH v AS (SELECT m, c.customer_id,
    (SELECT coalesce(sum(qty * price * (ARRAY[1, 1 / 12.0, 52 / 12.0, 1 / 3.0])[plan_id]), 0) FROM subscription AS s NATURAL JOIN price_plan WHERE s.customer_id = c.customer_id AND started_at < m - interval '11 months' AND coalesce(ended_at, 'infinity') >= m - interval '11 months') AS a,
    (SELECT coalesce(sum(qty * price * (ARRAY[1, 1 / 12.0, 52 / 12.0, 1 / 3.0])[plan_id]), 0) FROM subscription AS s NATURAL JOIN price_plan WHERE s.customer_id = c.customer_id AND started_at < m + interval '1 month' AND coalesce(ended_at, 'infinity') >= m + interval '1 month') AS b
  FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m, customer AS c)
SELECT to_char(m, 'YYYY-MM-DD'), sum(b) / sum(a), sum(CASE WHEN b < a THEN b ELSE a END) / sum(a) FROM v WHERE a > 0 GROUP BY 1

-- kpi: subscription / Monthly Recurring Revenue per Customer (ARPA)
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT sum(qty * price * (ARRAY[1, 1 / 12.0, 52 / 12.0, 1 / 3.0])[plan_id]) / count(DISTINCT customer_id) FROM subscription NATURAL JOIN price_plan
  WHERE started_at < m + interval '1 month' AND coalesce(ended_at, 'infinity') >= m + interval '1 month')
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m

-- kpi: subscription / Monthly Recurring Revenue by Plan, Now
SELECT plan_name, sum(v), sum(v) / sum(sum(v)) OVER () FROM (SELECT plan_name, qty * price * (ARRAY[1, 1 / 12.0, 52 / 12.0, 1 / 3.0])[plan_id] AS v FROM subscription NATURAL JOIN price_plan
  WHERE started_at < CURRENT_DATE AND coalesce(ended_at, 'infinity') >= CURRENT_DATE) AS p GROUP BY 1

-- kpi: subscription / Subscription Churn Rate by Month
SELECT to_char(m, 'YYYY-MM-DD'), avg((coalesce(ended_at, 'infinity') < m + interval '1 month')::int)
FROM generate_series(date_trunc('month', CURRENT_DATE::timestamp) - interval '12 months', date_trunc('month', CURRENT_DATE::timestamp) - interval '1 month', interval '1 month') AS m, subscription
WHERE started_at < m AND coalesce(ended_at, 'infinity') >= m GROUP BY 1

-- kpi: charge / Charge Failure Rate by Month
SELECT to_char(charged_at, 'YYYY-MM') || '-01', avg((status = 'failed')::int) FROM charge
WHERE to_char(charged_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: subscription / Trial to Paid Conversion Within 30 Days, by Month
-- By the month in which the trial ended; who paid during the trial has paid, too.
SELECT to_char(trial_end, 'YYYY-MM') || '-01', avg(coalesce(first_paid_at::date - trial_end <= 30, false)::int) FROM subscription
WHERE to_char(trial_end, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '13 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: subscription / Failed-Payment Share of Ended Subscriptions by Month
SELECT to_char(ended_at, 'YYYY-MM') || '-01', avg((last_charge_status IS NOT DISTINCT FROM 'failed')::int) FROM subscription
WHERE to_char(ended_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1
