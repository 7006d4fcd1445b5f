-- customers: New customers with an order within 30 days
WITH orders_grouped AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM [public].orders
  WHERE COALESCE(is_test, 0) = 0
  GROUP BY customer_id
)
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, c.signed_up_at), 0) AS DATE) AS month,
  CAST(COUNT(CASE WHEN orders.first_at < DATEADD(DAY, 30, c.signed_up_at) THEN 1 END) AS FLOAT) / NULLIF(COUNT(*), 0) AS activation_rate
FROM [public].customers AS c
LEFT JOIN orders_grouped AS orders ON orders.customer_id = c.id
WHERE c.signed_up_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()) - 1, 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, c.signed_up_at), 0) AS DATE)
ORDER BY month;

-- products: Average product gross margin
SELECT AVG(CAST(CAST(price AS DECIMAL(38, 10)) - cost AS FLOAT) / NULLIF(price, 0)) AS gross_margin
FROM [public].products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT TOP 10
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  CAST(SUM(oi.quantity * oi.unit_price) AS FLOAT) / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM [public].order_items AS oi
JOIN [public].orders AS o ON o.id = oi.order_id
JOIN [public].customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC;

-- sessions: Session: start to end time (median, p90)
WITH measured AS (
  SELECT
    CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, started_at), 0) AS DATE) AS month,
    DATEDIFF_BIG(SECOND, started_at, ended_at) / 60.0 AS value
  FROM [public].sessions
  WHERE ended_at >= started_at
    AND started_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
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
GROUP BY month
ORDER BY month;

-- tickets: Top 10 customers: share of tickets
WITH ranked AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS tickets,
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS place
  FROM [public].tickets
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
)
SELECT CAST(SUM(CAST(CASE WHEN place <= 10 THEN tickets END AS BIGINT)) AS FLOAT) / NULLIF(SUM(CAST(tickets AS BIGINT)), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, started_on), 0) AS DATE) AS month,
    COUNT(*) AS started
  FROM [public].subscriptions
  WHERE started_on < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
  GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, started_on), 0) AS DATE)
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN [public].subscriptions AS s
  ON s.started_on < DATEADD(MONTH, 1, months.month)
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= DATEADD(MONTH, 1, months.month))
GROUP BY months.month
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  DATEDIFF(DAY, 0, opened_at) % 7 + 1 AS weekday_position,
  SUBSTRING('MonTueWedThuFriSatSun', 3 * (DATEDIFF(DAY, 0, opened_at) % 7) + 1, 3) AS weekday,
  COUNT(*) AS tickets
FROM [public].tickets
GROUP BY DATEDIFF(DAY, 0, opened_at) % 7 + 1, SUBSTRING('MonTueWedThuFriSatSun', 3 * (DATEDIFF(DAY, 0, opened_at) % 7) + 1, 3)
ORDER BY CASE WHEN DATEDIFF(DAY, 0, opened_at) % 7 + 1 IS NULL THEN 1 ELSE 0 END, weekday_position;

-- MonthlyTargets: Target amount, latest
SELECT SUM([TargetAmount]) AS target_amount
FROM [public].[MonthlyTargets]
WHERE [Month] = (SELECT MAX([Month]) AS latest FROM [public].[MonthlyTargets]);

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE) AS month,
    SUM(CAST(JSON_VALUE(payload, '$."value"') AS DECIMAL(38, 10))) AS value,
    LAG(SUM(CAST(JSON_VALUE(payload, '$."value"') AS DECIMAL(38, 10)))) OVER (ORDER BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE)) AS previous_value
  FROM [public].events
  WHERE occurred_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
  GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE)
)
SELECT
  month,
  CAST(value - previous_value AS FLOAT) / NULLIF(previous_value, 0) AS growth
FROM per_period
WHERE previous_value IS NOT NULL
ORDER BY month;

-- sessions: Sessions by number of events
WITH events_grouped AS (
  SELECT
    session_id,
    COUNT(*) AS children
  FROM [public].events
  GROUP BY session_id
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
FROM [public].sessions AS s
LEFT JOIN events_grouped AS events ON events.session_id = s.id
GROUP BY CASE WHEN COALESCE(events.children, 0) <= 0 THEN '0' WHEN COALESCE(events.children, 0) <= 1 THEN '1' WHEN COALESCE(events.children, 0) <= 5 THEN '2 to 5' WHEN COALESCE(events.children, 0) <= 10 THEN '6 to 10' ELSE 'more than 10' END
ORDER BY number_of_events;

-- events: Events by hour of day
SELECT
  DATEPART(HOUR, occurred_at) AS hour_of_day,
  COUNT(*) AS events
FROM [public].events
GROUP BY DATEPART(HOUR, occurred_at)
ORDER BY CASE WHEN DATEPART(HOUR, occurred_at) IS NULL THEN 1 ELSE 0 END, hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, opened_at), 0) AS DATE) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM [public].tickets
WHERE opened_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, opened_at), 0) AS DATE)
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, launched_on), 0) AS DATE) AS month,
    COUNT(*) AS added
  FROM [public].products
  WHERE launched_on < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
  GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, launched_on), 0) AS DATE)
)
SELECT
  month,
  SUM(added) OVER (ORDER BY month) AS total_products
FROM growth
ORDER BY month;

-- sessions: Session: time to first event (median hours)
WITH events_grouped AS (
  SELECT
    session_id,
    COUNT(*) AS children,
    MIN(occurred_at) AS first_at
  FROM [public].events
  GROUP BY session_id
),
measured AS (
  SELECT
    CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, s.started_at), 0) AS DATE) AS month,
    DATEDIFF_BIG(SECOND, s.started_at, events.first_at) / 3600.0 AS value
  FROM [public].sessions AS s
  JOIN events_grouped AS events ON events.session_id = s.id
  WHERE events.first_at >= s.started_at
    AND s.started_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
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
GROUP BY month
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  CAST(COUNT(*) AS FLOAT) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM [public].customers
WHERE country IS NOT NULL
GROUP BY country
ORDER BY customers DESC;

-- events: Events per month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE) AS month,
  COUNT(*) AS events
FROM [public].events
WHERE occurred_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE)
ORDER BY month;

-- events: Average event items by month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE) AS month,
  AVG(CAST(JSON_VALUE(payload, '$."items"') AS DECIMAL(38, 10))) AS average_items
FROM [public].events
WHERE occurred_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, occurred_at), 0) AS DATE)
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  CAST(COUNT(*) AS FLOAT) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM [public].machines
GROUP BY site
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, o.ordered_at), 0) AS DATE) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM [public].order_items AS oi
JOIN [public].orders AS o ON o.id = oi.order_id
WHERE COALESCE(o.is_test, 0) = 0
  AND o.ordered_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, o.ordered_at), 0) AS DATE)
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE) AS month,
  CAST(SUM(discount) AS FLOAT) / NULLIF(SUM(total), 0) AS discount_rate
FROM [public].orders
WHERE COALESCE(is_test, 0) = 0
  AND ordered_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE)
ORDER BY month;

-- orders: Average order days by channel
SELECT TOP 15
  channel,
  AVG(CAST(JSON_VALUE(shipping, '$."days"') AS DECIMAL(38, 10))) AS average_days,
  COUNT(*) AS orders
FROM [public].orders
WHERE COALESCE(is_test, 0) = 0
GROUP BY channel
ORDER BY average_days DESC;

-- payments: Payment fee per month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, paid_at), 0) AS DATE) AS month,
  SUM(fee) AS fee
FROM [public].payments
WHERE paid_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, paid_at), 0) AS DATE)
ORDER BY month;

-- products: Products with complete data, share
SELECT CAST(COUNT(CASE WHEN cost IS NOT NULL THEN 1 END) AS FLOAT) / NULLIF(COUNT(*), 0) AS complete_share
FROM [public].products;

-- sessions: Repeat rate of customers by sessions
WITH per_customer AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS sessions
  FROM [public].sessions
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
)
SELECT CAST(COUNT(CASE WHEN sessions >= 2 THEN 1 END) AS FLOAT) / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, started_at), 0) AS DATE) AS month,
  CAST(COUNT(CASE WHEN COALESCE(bounced, 0) = 1 THEN 1 END) AS FLOAT) / NULLIF(COUNT(*), 0) AS bounced_share
FROM [public].sessions
WHERE started_at < CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()), 0) AS DATE)
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, started_at), 0) AS DATE)
ORDER BY month;

-- shipments: Average shipment cost by carrier
SELECT TOP 15
  carrier,
  AVG(cost) AS average_cost,
  COUNT(*) AS shipments
FROM [public].shipments
GROUP BY carrier
ORDER BY average_cost DESC;

-- orders: operator start_minute
SELECT DATEADD(MINUTE, DATEDIFF(MINUTE, 0, ordered_at), 0) AS start_minute
FROM [public].orders;

-- orders: operator difference_minute
SELECT DATEDIFF_BIG(SECOND, ordered_at, delivered_on) / 60.0 AS difference_minute
FROM [public].orders;

-- orders: operator start_hour
SELECT DATEADD(HOUR, DATEDIFF(HOUR, 0, ordered_at), 0) AS start_hour
FROM [public].orders;

-- orders: operator difference_hour
SELECT DATEDIFF_BIG(SECOND, ordered_at, delivered_on) / 3600.0 AS difference_hour
FROM [public].orders;

-- orders: operator shift_hour
SELECT DATEADD(HOUR, -2, ordered_at) AS shift_hour
FROM [public].orders;

-- orders: operator start_day
SELECT CAST(DATEADD(DAY, DATEDIFF(DAY, 0, ordered_at), 0) AS DATE) AS start_day
FROM [public].orders;

-- orders: operator difference_day
SELECT DATEDIFF_BIG(SECOND, ordered_at, delivered_on) / 86400.0 AS difference_day
FROM [public].orders;

-- orders: operator shift_day
SELECT DATEADD(DAY, -2, ordered_at) AS shift_day
FROM [public].orders;

-- orders: operator period_day
SELECT CAST(DATEADD(DAY, DATEDIFF(DAY, 0, GETDATE()) - 3, 0) AS DATE) AS period_day
FROM [public].orders;

-- orders: operator start_week
SELECT CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, ordered_at) / 7) * 7, 0) AS DATE) AS start_week
FROM [public].orders;

-- orders: operator difference_week
SELECT DATEDIFF_BIG(SECOND, ordered_at, delivered_on) / 604800.0 AS difference_week
FROM [public].orders;

-- orders: operator shift_week
SELECT DATEADD(WEEK, -2, ordered_at) AS shift_week
FROM [public].orders;

-- orders: operator period_week
SELECT CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, GETDATE()) / 7 - 3) * 7, 0) AS DATE) AS period_week
FROM [public].orders;

-- orders: operator start_month
SELECT CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE) AS start_month
FROM [public].orders;

-- orders: operator difference_month
SELECT DATEDIFF(MONTH, ordered_at, delivered_on) AS difference_month
FROM [public].orders;

-- orders: operator shift_month
SELECT DATEADD(MONTH, -2, ordered_at) AS shift_month
FROM [public].orders;

-- orders: operator period_month
SELECT CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()) - 3, 0) AS DATE) AS period_month
FROM [public].orders;

-- orders: operator start_quarter
SELECT CAST(DATEADD(QUARTER, DATEDIFF(QUARTER, 0, ordered_at), 0) AS DATE) AS start_quarter
FROM [public].orders;

-- orders: operator difference_quarter
SELECT DATEDIFF(QUARTER, ordered_at, delivered_on) AS difference_quarter
FROM [public].orders;

-- orders: operator shift_quarter
SELECT DATEADD(QUARTER, -2, ordered_at) AS shift_quarter
FROM [public].orders;

-- orders: operator period_quarter
SELECT CAST(DATEADD(QUARTER, DATEDIFF(QUARTER, 0, GETDATE()) - 3, 0) AS DATE) AS period_quarter
FROM [public].orders;

-- orders: operator start_year
SELECT CAST(DATEADD(YEAR, DATEDIFF(YEAR, 0, ordered_at), 0) AS DATE) AS start_year
FROM [public].orders;

-- orders: operator difference_year
SELECT DATEDIFF(YEAR, ordered_at, delivered_on) AS difference_year
FROM [public].orders;

-- orders: operator shift_year
SELECT DATEADD(YEAR, -2, ordered_at) AS shift_year
FROM [public].orders;

-- orders: operator period_year
SELECT CAST(DATEADD(YEAR, DATEDIFF(YEAR, 0, GETDATE()) - 3, 0) AS DATE) AS period_year
FROM [public].orders;

-- orders: operator bucket
SELECT FLOOR(total * 1.0 / 50) * 50 AS bucket
FROM [public].orders;

-- orders: operator least_of
SELECT CASE WHEN total <= discount THEN total ELSE discount END AS least_of
FROM [public].orders;

-- orders: operator label
SELECT channel + ' ' + currency AS label
FROM [public].orders;

-- orders: operator has_gift
SELECT CASE WHEN LOWER(note) LIKE '%it''s a gift%' THEN 1 END AS has_gift
FROM [public].orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM [public].orders;

-- orders: operator today
SELECT CAST(GETDATE() AS DATE) AS today
FROM [public].orders;

-- orders: operator now
SELECT GETDATE() AS now
FROM [public].orders;

-- orders: operator whole
SELECT CAST(total AS BIGINT) AS whole
FROM [public].orders;

-- orders: operator as_text
SELECT CAST(total AS NVARCHAR(4000)) AS as_text
FROM [public].orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS DATE) AS as_date
FROM [public].orders;

-- orders: operator fee
SELECT CAST(JSON_VALUE(shipping, '$."fee"') AS DECIMAL(38, 10)) AS fee
FROM [public].orders;

-- orders: operator city
SELECT JSON_VALUE(shipping, '$."address"."city"') AS city
FROM [public].orders;

-- order_items: whole numbers
SELECT
  AVG(CAST(quantity AS FLOAT)) AS average_quantity,
  SUM(CAST(quantity AS BIGINT)) AS quantity,
  SUM(CAST(CAST(quantity AS BIGINT) * (unit_price - discount) AS BIGINT)) AS amount,
  SUM(CAST(unit_price - discount AS BIGINT)) AS net,
  AVG(CAST(CASE WHEN quantity > 1 THEN quantity END AS FLOAT)) AS large,
  CAST(SUM(CAST(quantity AS BIGINT)) AS FLOAT) / NULLIF(COUNT(*), 0) AS per_line
FROM [public].order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity * 1.0 / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM [public].order_items
GROUP BY FLOOR(quantity * 1.0 / 5) * 5
ORDER BY CASE WHEN FLOOR(quantity * 1.0 / 5) * 5 IS NULL THEN 1 ELSE 0 END, quantity_from;

-- orders: ratio of sums of decimals
SELECT CAST(SUM(discount) AS FLOAT) / NULLIF(SUM(total), 0) AS rate
FROM [public].orders;

-- orders: text as other types
SELECT
  TRY_CAST(note AS DECIMAL(38, 10)) AS a_number,
  TRY_CAST(note AS DECIMAL(38, 10)) AS a_whole_number,
  TRY_CAST(note AS DATE) AS a_date,
  TRY_CAST(note AS DATETIME2) AS a_time,
  TRY_CAST(note AS BIT) AS a_flag
FROM [public].orders;

-- orders: window functions
SELECT TOP 20
  CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE) AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE)) AS previous,
  SUM(SUM(total)) OVER (ORDER BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE)) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE) ORDER BY SUM(total) DESC) AS place,
  SUM(SUM(total)) OVER (PARTITION BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE)) AS of_month,
  CAST(COUNT(*) AS FLOAT) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM [public].orders
GROUP BY CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE), channel
ORDER BY CASE WHEN CAST(DATEADD(MONTH, DATEDIFF(MONTH, 0, ordered_at), 0) AS DATE) IS NULL THEN 1 ELSE 0 END, month, total DESC;

-- orders: stages
SELECT
  1 AS position,
  'ordered_at' AS stage,
  COUNT(ordered_at) AS orders
FROM [public].orders
UNION ALL
SELECT
  2 AS position,
  'shipped_at' AS stage,
  COUNT(shipped_at) AS orders
FROM [public].orders
UNION ALL
SELECT
  3 AS position,
  'delivered_on' AS stage,
  COUNT(delivered_on) AS orders
FROM [public].orders
ORDER BY position;

-- orders: times of several kinds
SELECT
  DATEDIFF_BIG(SECOND, due_on, delivered_on) / 86400.0 AS dates_days,
  DATEDIFF(MONTH, due_on, delivered_on) AS dates_months,
  DATEDIFF_BIG(SECOND, due_on, delivered_on) / 3600.0 AS dates_hours,
  DATEDIFF_BIG(SECOND, shipped_at, shipped_at) / 3600.0 AS instants_hours,
  DATEDIFF_BIG(SECOND, ordered_at, shipped_at) / 86400.0 AS mixed_days,
  DATEADD(HOUR, -2, CAST(due_on AS DATETIME2)) AS hour_of_date,
  CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, shipped_at) / 7) * 7, 0) AS DATE) AS week_of_instant,
  SUBSTRING('MonTueWedThuFriSatSun', 3 * (DATEDIFF(DAY, 0, due_on) % 7) + 1, 3) AS weekday_of_date,
  DATEPART(HOUR, shipped_at) AS hour_of_instant,
  DATEADD(MONTH, 1, shipped_at) AS month_of_instant
FROM [public].orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, GETDATE()) / 7 - 4) * 7, 0) AS DATE)
  AND shipped_at < CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, GETDATE()) / 7) * 7, 0) AS DATE);

-- orders: percentiles of two values
WITH measured AS (
  SELECT
    channel,
    total,
    discount,
    CASE WHEN total > 100 THEN total END AS value,
    customer_id
  FROM [public].orders
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
GROUP BY channel
ORDER BY median_total DESC;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  CAST(SUM(total) AS FLOAT) / NULLIF(COUNT(*), 0) AS average
FROM [public].orders
WHERE total > 0
  AND channel <> N'매장'
GROUP BY LOWER(channel)
ORDER BY total DESC;

-- customers: without a partner
SELECT COUNT(CASE WHEN o.id IS NULL THEN 1 END) AS without_orders
FROM [public].customers AS c
LEFT JOIN [public].orders AS o ON o.customer_id = c.id;

-- orders: texts
SELECT
  COALESCE(channel, N'it''s a \ “none”') AS label,
  COUNT(*) AS orders
FROM [public].orders
WHERE channel IN ('a', N'온라인')
GROUP BY COALESCE(channel, N'it''s a \ “none”')
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(CASE WHEN COALESCE(CAST(JSON_VALUE(shipping, '$."insured"') AS BIT), 0) = 1 THEN 1 END) AS insured,
  AVG(CAST(JSON_VALUE(shipping, '$."days"') AS DECIMAL(38, 10))) AS days,
  MAX(CAST(JSON_VALUE(shipping, '$."sent on"') AS DATE)) AS sent
FROM [public].orders;

-- orders: operator day_digits
SELECT TRY_CONVERT(DATE, '20240131', 112) AS day_digits
FROM [public].orders;

-- orders: operator no_day
SELECT TRY_CONVERT(DATE, '00000000', 112) AS no_day
FROM [public].orders;

-- orders: operator channel_day
SELECT TRY_CONVERT(DATE, channel, 112) AS channel_day
FROM [public].orders;

-- orders: operator second_digits
SELECT TRY_CONVERT(DATETIME2, STUFF(STUFF(STUFF('20240131235859', 13, 0, ':'), 11, 0, ':'), 9, 0, ' ')) AS second_digits
FROM [public].orders;

-- orders: operator iso_day
SELECT TRY_CONVERT(DATE, '2024-01-31', 23) AS iso_day
FROM [public].orders;

-- orders: operator iso_second
SELECT TRY_CONVERT(DATETIME2, '2024-01-31 23:58:59') AS iso_second
FROM [public].orders;

-- orders: operator epoch_seconds
SELECT DATEADD(second, 1706745539 % 60, DATEADD(minute, 1706745539 / 60, CAST('1970-01-01' AS DATETIME2))) AS epoch_seconds
FROM [public].orders;

-- orders: operator epoch_milliseconds
SELECT DATEADD(millisecond, 1706745539000 % 60000, DATEADD(minute, 1706745539000 / 60000, CAST('1970-01-01' AS DATETIME2))) AS epoch_milliseconds
FROM [public].orders;

-- orders: operator day_number
SELECT TRY_CONVERT(DATE, CAST(20240131 AS varchar(20)), 112) AS day_number
FROM [public].orders;

