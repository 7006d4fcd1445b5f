-- customers: New customers with an order within 30 days
WITH orders AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM public.orders
  WHERE is_test IS NOT TRUE
  GROUP BY 1
)
SELECT
  CAST(DATE_FORMAT(c.signed_up_at, '%Y-%m-01') AS DATE) AS month,
  COUNT(CASE WHEN orders.first_at < c.signed_up_at + INTERVAL 30 DAY THEN 1 END) * 1e0 / NULLIF(COUNT(*), 0) AS activation_rate
FROM public.customers AS c
LEFT JOIN orders ON orders.customer_id = c.id
WHERE c.signed_up_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE) - INTERVAL 1 MONTH
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG((CAST(price AS DECIMAL(38, 10)) - cost) * 1e0 / NULLIF(price, 0)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  SUM(oi.quantity * oi.unit_price) * 1e0 / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
WITH measured AS (
  SELECT
    CAST(DATE_FORMAT(started_at, '%Y-%m-01') AS DATE) AS month,
    TIMESTAMPDIFF(MICROSECOND, started_at, ended_at) / 60e6 AS value
  FROM public.sessions
  WHERE ended_at >= started_at
    AND started_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
),
ordered AS (
  SELECT
    month,
    value,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) AS place,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) AS number_of_values,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) - 0.1 * (SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) - 1) AS distance_from_90
  FROM measured
)
SELECT
  month,
  AVG(CASE WHEN 2 * place >= number_of_values AND 2 * place <= number_of_values + 2 THEN value END) AS median_minutes,
  SUM(CASE WHEN distance_from_90 > 0 AND distance_from_90 < 1 THEN value * distance_from_90 WHEN distance_from_90 >= 1 AND distance_from_90 < 2 THEN value * (2 - distance_from_90) END) AS p90_minutes
FROM ordered
GROUP BY 1
ORDER BY month;

-- tickets: Top 10 customers: share of tickets
WITH ranked AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS tickets,
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS place
  FROM public.tickets
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT SUM(CASE WHEN place <= 10 THEN tickets END) * 1e0 / NULLIF(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    CAST(DATE_FORMAT(started_on, '%Y-%m-01') AS DATE) AS month,
    COUNT(*) AS started
  FROM public.subscriptions
  WHERE started_on < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN public.subscriptions AS s
  ON s.started_on < months.month + INTERVAL 1 MONTH
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= months.month + INTERVAL 1 MONTH)
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  WEEKDAY(opened_at) + 1 AS weekday_position,
  SUBSTRING('MonTueWedThuFriSatSun', 3 * WEEKDAY(opened_at) + 1, 3) AS weekday,
  COUNT(*) AS tickets
FROM public.tickets
GROUP BY 1, 2
ORDER BY weekday_position IS NULL, weekday_position;

-- MonthlyTargets: Target amount, latest
SELECT SUM(`TargetAmount`) AS target_amount
FROM public.`MonthlyTargets`
WHERE `Month` = (SELECT MAX(`Month`) AS latest FROM public.`MonthlyTargets`);

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    CAST(DATE_FORMAT(occurred_at, '%Y-%m-01') AS DATE) AS month,
    SUM(CAST(JSON_UNQUOTE(JSON_EXTRACT(payload, '$."value"')) AS DECIMAL(38, 10))) AS value,
    LAG(SUM(CAST(JSON_UNQUOTE(JSON_EXTRACT(payload, '$."value"')) AS DECIMAL(38, 10)))) OVER (ORDER BY CAST(DATE_FORMAT(occurred_at, '%Y-%m-01') AS DATE)) AS previous_value
  FROM public.events
  WHERE occurred_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
  GROUP BY 1
)
SELECT
  month,
  (value - previous_value) * 1e0 / NULLIF(previous_value, 0) AS growth
FROM per_period
WHERE previous_value IS NOT NULL
ORDER BY month;

-- sessions: Sessions by number of events
WITH events AS (
  SELECT
    session_id,
    COUNT(*) AS children
  FROM public.events
  GROUP BY 1
)
SELECT
  CASE
    WHEN COALESCE(events.children, 0) <= 0 THEN '0'
    WHEN COALESCE(events.children, 0) <= 1 THEN '1'
    WHEN COALESCE(events.children, 0) <= 5 THEN '2 to 5'
    WHEN COALESCE(events.children, 0) <= 10 THEN '6 to 10'
    ELSE 'more than 10'
  END AS number_of_events,
  COUNT(*) AS sessions
FROM public.sessions AS s
LEFT JOIN events ON events.session_id = s.id
GROUP BY 1
ORDER BY number_of_events;

-- events: Events by hour of day
SELECT
  HOUR(occurred_at) AS hour_of_day,
  COUNT(*) AS events
FROM public.events
GROUP BY 1
ORDER BY hour_of_day IS NULL, hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  CAST(DATE_FORMAT(opened_at, '%Y-%m-01') AS DATE) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM public.tickets
WHERE opened_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    CAST(DATE_FORMAT(launched_on, '%Y-%m-01') AS DATE) AS month,
    COUNT(*) AS added
  FROM public.products
  WHERE launched_on < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
  GROUP BY 1
)
SELECT
  month,
  SUM(added) OVER (ORDER BY month) AS total_products
FROM growth
ORDER BY month;

-- sessions: Session: time to first event (median hours)
WITH events AS (
  SELECT
    session_id,
    COUNT(*) AS children,
    MIN(occurred_at) AS first_at
  FROM public.events
  GROUP BY 1
),
measured AS (
  SELECT
    CAST(DATE_FORMAT(s.started_at, '%Y-%m-01') AS DATE) AS month,
    TIMESTAMPDIFF(MICROSECOND, s.started_at, events.first_at) / 3600e6 AS value
  FROM public.sessions AS s
  JOIN events ON events.session_id = s.id
  WHERE events.first_at >= s.started_at
    AND s.started_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
),
ordered AS (
  SELECT
    month,
    value,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) AS place,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) AS number_of_values
  FROM measured
)
SELECT
  month,
  AVG(CASE WHEN 2 * place >= number_of_values AND 2 * place <= number_of_values + 2 THEN value END) AS median_hours
FROM ordered
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  COUNT(*) * 1e0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  CAST(DATE_FORMAT(occurred_at, '%Y-%m-01') AS DATE) AS month,
  COUNT(*) AS events
FROM public.events
WHERE occurred_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  CAST(DATE_FORMAT(occurred_at, '%Y-%m-01') AS DATE) AS month,
  AVG(CAST(JSON_UNQUOTE(JSON_EXTRACT(payload, '$."items"')) AS DECIMAL(38, 10))) AS average_items
FROM public.events
WHERE occurred_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  COUNT(*) * 1e0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  CAST(DATE_FORMAT(o.ordered_at, '%Y-%m-01') AS DATE) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
WHERE o.is_test IS NOT TRUE
  AND o.ordered_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE) AS month,
  SUM(discount) * 1e0 / NULLIF(SUM(total), 0) AS discount_rate
FROM public.orders
WHERE is_test IS NOT TRUE
  AND ordered_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."days"')) AS DECIMAL(38, 10))) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE is_test IS NOT TRUE
GROUP BY 1
ORDER BY average_days DESC
LIMIT 15;

-- payments: Payment fee per month
SELECT
  CAST(DATE_FORMAT(paid_at, '%Y-%m-01') AS DATE) AS month,
  SUM(fee) AS fee
FROM public.payments
WHERE paid_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT COUNT(CASE WHEN cost IS NOT NULL THEN 1 END) * 1e0 / NULLIF(COUNT(*), 0) AS complete_share
FROM public.products;

-- sessions: Repeat rate of customers by sessions
WITH per_customer AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS sessions
  FROM public.sessions
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT COUNT(CASE WHEN sessions >= 2 THEN 1 END) * 1e0 / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  CAST(DATE_FORMAT(started_at, '%Y-%m-01') AS DATE) AS month,
  COUNT(CASE WHEN bounced IS TRUE THEN 1 END) * 1e0 / NULLIF(COUNT(*), 0) AS bounced_share
FROM public.sessions
WHERE started_at < CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE)
GROUP BY 1
ORDER BY month;

-- shipments: Average shipment cost by carrier
SELECT
  carrier,
  AVG(cost) AS average_cost,
  COUNT(*) AS shipments
FROM public.shipments
GROUP BY 1
ORDER BY average_cost DESC
LIMIT 15;

-- orders: operator start_minute
SELECT CAST(DATE_FORMAT(ordered_at, '%Y-%m-%d %H:%i:00') AS DATETIME) AS start_minute
FROM public.orders;

-- orders: operator difference_minute
SELECT TIMESTAMPDIFF(MICROSECOND, ordered_at, delivered_on) / 60e6 AS difference_minute
FROM public.orders;

-- orders: operator start_hour
SELECT CAST(DATE_FORMAT(ordered_at, '%Y-%m-%d %H:00:00') AS DATETIME) AS start_hour
FROM public.orders;

-- orders: operator difference_hour
SELECT TIMESTAMPDIFF(MICROSECOND, ordered_at, delivered_on) / 3600e6 AS difference_hour
FROM public.orders;

-- orders: operator shift_hour
SELECT ordered_at - INTERVAL 2 HOUR AS shift_hour
FROM public.orders;

-- orders: operator start_day
SELECT DATE(ordered_at) AS start_day
FROM public.orders;

-- orders: operator difference_day
SELECT TIMESTAMPDIFF(MICROSECOND, ordered_at, delivered_on) / 86400e6 AS difference_day
FROM public.orders;

-- orders: operator shift_day
SELECT ordered_at - INTERVAL 2 DAY AS shift_day
FROM public.orders;

-- orders: operator period_day
SELECT DATE(CURRENT_DATE) - INTERVAL 3 DAY AS period_day
FROM public.orders;

-- orders: operator start_week
SELECT (DATE(ordered_at) - INTERVAL WEEKDAY(ordered_at) DAY) AS start_week
FROM public.orders;

-- orders: operator difference_week
SELECT TIMESTAMPDIFF(MICROSECOND, ordered_at, delivered_on) / 604800e6 AS difference_week
FROM public.orders;

-- orders: operator shift_week
SELECT ordered_at - INTERVAL 2 WEEK AS shift_week
FROM public.orders;

-- orders: operator period_week
SELECT DATE(CURRENT_DATE) - INTERVAL WEEKDAY(CURRENT_DATE) DAY - INTERVAL 3 WEEK AS period_week
FROM public.orders;

-- orders: operator start_month
SELECT CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE) AS start_month
FROM public.orders;

-- orders: operator difference_month
SELECT PERIOD_DIFF(EXTRACT(YEAR_MONTH FROM delivered_on), EXTRACT(YEAR_MONTH FROM ordered_at)) AS difference_month
FROM public.orders;

-- orders: operator shift_month
SELECT ordered_at - INTERVAL 2 MONTH AS shift_month
FROM public.orders;

-- orders: operator period_month
SELECT CAST(DATE_FORMAT(CURRENT_DATE, '%Y-%m-01') AS DATE) - INTERVAL 3 MONTH AS period_month
FROM public.orders;

-- orders: operator start_quarter
SELECT (MAKEDATE(YEAR(ordered_at), 1) + INTERVAL (QUARTER(ordered_at) - 1) QUARTER) AS start_quarter
FROM public.orders;

-- orders: operator difference_quarter
SELECT ((YEAR(delivered_on) - YEAR(ordered_at)) * 4 + QUARTER(delivered_on) - QUARTER(ordered_at)) AS difference_quarter
FROM public.orders;

-- orders: operator shift_quarter
SELECT ordered_at - INTERVAL 2 QUARTER AS shift_quarter
FROM public.orders;

-- orders: operator period_quarter
SELECT MAKEDATE(YEAR(CURRENT_DATE), 1) + INTERVAL (QUARTER(CURRENT_DATE) - 1) QUARTER - INTERVAL 3 QUARTER AS period_quarter
FROM public.orders;

-- orders: operator start_year
SELECT MAKEDATE(YEAR(ordered_at), 1) AS start_year
FROM public.orders;

-- orders: operator difference_year
SELECT (YEAR(delivered_on) - YEAR(ordered_at)) AS difference_year
FROM public.orders;

-- orders: operator shift_year
SELECT ordered_at - INTERVAL 2 YEAR AS shift_year
FROM public.orders;

-- orders: operator period_year
SELECT MAKEDATE(YEAR(CURRENT_DATE), 1) - INTERVAL 3 YEAR AS period_year
FROM public.orders;

-- orders: operator bucket
SELECT FLOOR(total / 50) * 50 AS bucket
FROM public.orders;

-- orders: operator least_of
SELECT LEAST(total, discount) AS least_of
FROM public.orders;

-- orders: operator label
SELECT CONCAT(channel, ' ', currency) AS label
FROM public.orders;

-- orders: operator has_gift
SELECT CASE WHEN LOWER(note) LIKE '%it''s a gift%' THEN 1 END AS has_gift
FROM public.orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM public.orders;

-- orders: operator today
SELECT CURRENT_DATE AS today
FROM public.orders;

-- orders: operator now
SELECT CURRENT_TIMESTAMP AS now
FROM public.orders;

-- orders: operator whole
SELECT CAST(total AS SIGNED) AS whole
FROM public.orders;

-- orders: operator as_text
SELECT CAST(total AS CHAR) AS as_text
FROM public.orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS DATE) AS as_date
FROM public.orders;

-- orders: operator fee
SELECT CAST(JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."fee"')) AS DECIMAL(38, 10)) AS fee
FROM public.orders;

-- orders: operator city
SELECT JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."address"."city"')) AS city
FROM public.orders;

-- order_items: whole numbers
SELECT
  AVG(quantity) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(quantity * (CAST(unit_price AS SIGNED) - CAST(discount AS SIGNED))) AS amount,
  SUM(CAST(unit_price AS SIGNED) - CAST(discount AS SIGNED)) AS net,
  AVG(CASE WHEN quantity > 1 THEN quantity END) AS large,
  SUM(quantity) * 1e0 / NULLIF(COUNT(*), 0) AS per_line
FROM public.order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM public.order_items
GROUP BY 1
ORDER BY quantity_from IS NULL, quantity_from;

-- orders: ratio of sums of decimals
SELECT SUM(discount) * 1e0 / NULLIF(SUM(total), 0) AS rate
FROM public.orders;

-- orders: text as other types
SELECT
  CASE WHEN note REGEXP '^-?[0-9]+([.][0-9]+)?$' THEN CAST(note AS DECIMAL(38, 10)) END AS a_number,
  CASE WHEN note REGEXP '^-?[0-9]+([.][0-9]+)?$' THEN CAST(note AS DECIMAL(38, 10)) END AS a_whole_number,
  CASE WHEN note REGEXP '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN CAST(note AS DATE) END AS a_date,
  CASE WHEN note REGEXP '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN CAST(note AS DATETIME) END AS a_time,
  CASE WHEN note REGEXP '^(true|false)$' THEN note = 'true' END AS a_flag
FROM public.orders;

-- orders: window functions
SELECT
  CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE) AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE)) AS previous,
  SUM(SUM(total)) OVER (ORDER BY CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE)) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE) ORDER BY SUM(total) DESC) AS place,
  SUM(SUM(total)) OVER (PARTITION BY CAST(DATE_FORMAT(ordered_at, '%Y-%m-01') AS DATE)) AS of_month,
  COUNT(*) * 1e0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.orders
GROUP BY 1, 2
ORDER BY month IS NULL, month, total DESC
LIMIT 20;

-- orders: stages
SELECT
  1 AS position,
  'ordered_at' AS stage,
  COUNT(ordered_at) AS orders
FROM public.orders
UNION ALL
SELECT
  2 AS position,
  'shipped_at' AS stage,
  COUNT(shipped_at) AS orders
FROM public.orders
UNION ALL
SELECT
  3 AS position,
  'delivered_on' AS stage,
  COUNT(delivered_on) AS orders
FROM public.orders
ORDER BY position;

-- orders: times of several kinds
SELECT
  DATEDIFF(delivered_on, due_on) AS dates_days,
  PERIOD_DIFF(EXTRACT(YEAR_MONTH FROM delivered_on), EXTRACT(YEAR_MONTH FROM due_on)) AS dates_months,
  TIMESTAMPDIFF(MICROSECOND, due_on, delivered_on) / 3600e6 AS dates_hours,
  TIMESTAMPDIFF(MICROSECOND, shipped_at, shipped_at) / 3600e6 AS instants_hours,
  TIMESTAMPDIFF(MICROSECOND, ordered_at, shipped_at) / 86400e6 AS mixed_days,
  due_on - INTERVAL 2 HOUR AS hour_of_date,
  (DATE(shipped_at) - INTERVAL WEEKDAY(shipped_at) DAY) AS week_of_instant,
  SUBSTRING('MonTueWedThuFriSatSun', 3 * WEEKDAY(due_on) + 1, 3) AS weekday_of_date,
  HOUR(shipped_at) AS hour_of_instant,
  shipped_at + INTERVAL 1 MONTH AS month_of_instant
FROM public.orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= DATE(CURRENT_DATE) - INTERVAL WEEKDAY(CURRENT_DATE) DAY - INTERVAL 4 WEEK
  AND shipped_at < DATE(CURRENT_DATE) - INTERVAL WEEKDAY(CURRENT_DATE) DAY;

-- orders: percentiles of two values
WITH measured AS (
  SELECT
    channel,
    total,
    discount,
    CASE WHEN total > 100 THEN total END AS value,
    customer_id
  FROM public.orders
),
ordered AS (
  SELECT
    channel,
    total,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY total DESC) AS place,
    SUM(CASE WHEN total IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values,
    discount,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY discount DESC) - 0.1 * (SUM(CASE WHEN discount IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) - 1) AS distance_from_90,
    value,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY value DESC) AS place_2,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values_2,
    customer_id
  FROM measured
)
SELECT
  channel,
  AVG(CASE WHEN 2 * place >= number_of_values AND 2 * place <= number_of_values + 2 THEN total END) AS median_total,
  SUM(CASE WHEN distance_from_90 > 0 AND distance_from_90 < 1 THEN discount * distance_from_90 WHEN distance_from_90 >= 1 AND distance_from_90 < 2 THEN discount * (2 - distance_from_90) END) AS p90_discount,
  AVG(CASE WHEN 2 * place_2 >= number_of_values_2 AND 2 * place_2 <= number_of_values_2 + 2 THEN value END) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM ordered
GROUP BY 1
ORDER BY median_total DESC;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  SUM(total) * 1e0 / NULLIF(COUNT(*), 0) AS average
FROM public.orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC;

-- customers: without a partner
SELECT COUNT(CASE WHEN o.id IS NULL THEN 1 END) AS without_orders
FROM public.customers AS c
LEFT JOIN public.orders AS o ON o.customer_id = c.id;

-- orders: texts
SELECT
  COALESCE(channel, 'it''s a \\ “none”') AS label,
  COUNT(*) AS orders
FROM public.orders
WHERE channel IN ('a', '온라인')
GROUP BY 1
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(CASE WHEN JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."insured"')) = 'true' IS TRUE THEN 1 END) AS insured,
  AVG(CAST(JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."days"')) AS DECIMAL(38, 10))) AS days,
  MAX(CAST(JSON_UNQUOTE(JSON_EXTRACT(shipping, '$."sent on"')) AS DATE)) AS sent
FROM public.orders;

-- orders: operator day_digits
SELECT CASE WHEN '20240131' REGEXP '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN STR_TO_DATE('20240131', '%Y%m%d') END AS day_digits
FROM public.orders;

-- orders: operator no_day
SELECT CASE WHEN '00000000' REGEXP '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN STR_TO_DATE('00000000', '%Y%m%d') END AS no_day
FROM public.orders;

-- orders: operator channel_day
SELECT CASE WHEN channel REGEXP '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN STR_TO_DATE(channel, '%Y%m%d') END AS channel_day
FROM public.orders;

-- orders: operator second_digits
SELECT CASE WHEN '20240131235859' REGEXP '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$' THEN STR_TO_DATE('20240131235859', '%Y%m%d%H%i%s') END AS second_digits
FROM public.orders;

-- orders: operator iso_day
SELECT CASE WHEN '2024-01-31' REGEXP '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN STR_TO_DATE('2024-01-31', '%Y-%m-%d') END AS iso_day
FROM public.orders;

-- orders: operator iso_second
SELECT CASE WHEN '2024-01-31 23:58:59' REGEXP '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]' THEN CAST('2024-01-31 23:58:59' AS DATETIME) END AS iso_second
FROM public.orders;

-- orders: operator epoch_seconds
SELECT FROM_UNIXTIME(1706745539) AS epoch_seconds
FROM public.orders;

-- orders: operator epoch_milliseconds
SELECT FROM_UNIXTIME(1706745539000 / 1000) AS epoch_milliseconds
FROM public.orders;

-- orders: operator day_number
SELECT CASE WHEN 20240131 REGEXP '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN STR_TO_DATE(20240131, '%Y%m%d') END AS day_number
FROM public.orders;

