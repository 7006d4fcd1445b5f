-- customers: New customers with an order within 30 days
WITH "orders_grouped" AS (
  SELECT
    "customer_id",
    COUNT(*) AS "children",
    MIN("ordered_at") AS "first_at"
  FROM "public"."orders"
  WHERE COALESCE("is_test", FALSE) = FALSE
  GROUP BY 1
)
SELECT
  CAST(DATE_TRUNC('month', "c"."signed_up_at") AS DATE) AS "month",
  CAST(COUNT(CASE WHEN "orders"."first_at" < DATEADD(DAY, 30, "c"."signed_up_at") THEN 1 END) AS DOUBLE) / NULLIF(COUNT(*), 0) AS "activation_rate"
FROM "public"."customers" AS "c"
LEFT JOIN "orders_grouped" AS "orders" ON "orders"."customer_id" = "c"."id"
WHERE "c"."signed_up_at" < DATEADD(month, -1, DATE_TRUNC('month', CURRENT_DATE))
GROUP BY 1
ORDER BY "month";

-- products: Average product gross margin
SELECT AVG(CAST(CAST("price" AS NUMBER(38, 10)) - "cost" AS DOUBLE) / NULLIF("price", 0)) AS "gross_margin"
FROM "public"."products"
WHERE "cost" > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  "c"."name" AS "customer",
  SUM("oi"."quantity" * "oi"."unit_price") AS "amount",
  CAST(SUM("oi"."quantity" * "oi"."unit_price") AS DOUBLE) / NULLIF(SUM(SUM("oi"."quantity" * "oi"."unit_price")) OVER (), 0) AS "share"
FROM "public"."order_items" AS "oi"
JOIN "public"."orders" AS "o" ON "o"."id" = "oi"."order_id"
JOIN "public"."customers" AS "c" ON "c"."id" = "o"."customer_id"
GROUP BY "c"."id", "c"."name"
ORDER BY "amount" DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  CAST(DATE_TRUNC('month', "started_at") AS DATE) AS "month",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, "started_at", "ended_at") / 60.0) AS "median_minutes",
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, "started_at", "ended_at") / 60.0) AS "p90_minutes"
FROM "public"."sessions"
WHERE "ended_at" >= "started_at"
  AND "started_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- tickets: Top 10 customers: share of tickets
WITH "ranked" AS (
  SELECT
    "customer_id" AS "customer",
    COUNT(*) AS "tickets",
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC NULLS LAST) AS "place"
  FROM "public"."tickets"
  WHERE "customer_id" IS NOT NULL
  GROUP BY 1
)
SELECT CAST(SUM(CASE WHEN "place" <= 10 THEN "tickets" END) AS DOUBLE) / NULLIF(SUM("tickets"), 0) AS "top_10_share"
FROM "ranked";

-- subscriptions: Active subscriptions at the end of each month
WITH "months" AS (
  SELECT
    CAST(DATE_TRUNC('month', "started_on") AS DATE) AS "month",
    COUNT(*) AS "started"
  FROM "public"."subscriptions"
  WHERE "started_on" < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  "months"."month",
  COUNT(*) AS "active_subscriptions"
FROM "months"
JOIN "public"."subscriptions" AS "s"
  ON "s"."started_on" < DATEADD(MONTH, 1, "months"."month")
    AND ("s"."cancelled_on" IS NULL OR "s"."cancelled_on" >= DATEADD(MONTH, 1, "months"."month"))
GROUP BY 1
ORDER BY "month";

-- tickets: Tickets by weekday
SELECT
  DAYOFWEEKISO("opened_at") AS "weekday_position",
  DAYNAME("opened_at") AS "weekday",
  COUNT(*) AS "tickets"
FROM "public"."tickets"
GROUP BY 1, 2
ORDER BY "weekday_position";

-- MonthlyTargets: Target amount, latest
SELECT SUM("TargetAmount") AS "target_amount"
FROM "public"."MonthlyTargets"
WHERE "Month" = (SELECT MAX("Month") AS "latest" FROM "public"."MonthlyTargets");

-- events: Event value growth, month on month
WITH "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('month', "occurred_at") AS DATE) AS "month",
    SUM(CAST(CAST(GET_PATH("payload", '"value"') AS VARCHAR) AS NUMBER(38, 10))) AS "value",
    LAG(SUM(CAST(CAST(GET_PATH("payload", '"value"') AS VARCHAR) AS NUMBER(38, 10)))) OVER (ORDER BY CAST(DATE_TRUNC('month', "occurred_at") AS DATE)) AS "previous_value"
  FROM "public"."events"
  WHERE "occurred_at" < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  "month",
  CAST("value" - "previous_value" AS DOUBLE) / NULLIF("previous_value", 0) AS "growth"
FROM "per_period"
WHERE "previous_value" IS NOT NULL
ORDER BY "month";

-- sessions: Sessions by number of events
WITH "events_grouped" AS (
  SELECT
    "session_id",
    COUNT(*) AS "children"
  FROM "public"."events"
  GROUP BY 1
)
SELECT
  CASE
    WHEN COALESCE("events"."children", 0) <= 0 THEN '0'
    WHEN COALESCE("events"."children", 0) <= 1 THEN '1'
    WHEN COALESCE("events"."children", 0) <= 5 THEN '2 to 5'
    WHEN COALESCE("events"."children", 0) <= 10 THEN '6 to 10'
    ELSE 'more than 10'
  END AS "number_of_events",
  COUNT(*) AS "sessions"
FROM "public"."sessions" AS "s"
LEFT JOIN "events_grouped" AS "events" ON "events"."session_id" = "s"."id"
GROUP BY 1
ORDER BY "number_of_events";

-- events: Events by hour of day
SELECT
  HOUR("occurred_at") AS "hour_of_day",
  COUNT(*) AS "events"
FROM "public"."events"
GROUP BY 1
ORDER BY "hour_of_day";

-- tickets: Customers with tickets per month
SELECT
  CAST(DATE_TRUNC('month', "opened_at") AS DATE) AS "month",
  COUNT(DISTINCT "customer_id") AS "active_customer_count"
FROM "public"."tickets"
WHERE "opened_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- products: Products over time, cumulative
WITH "growth" AS (
  SELECT
    CAST(DATE_TRUNC('month', "launched_on") AS DATE) AS "month",
    COUNT(*) AS "added"
  FROM "public"."products"
  WHERE "launched_on" < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  "month",
  SUM("added") OVER (ORDER BY "month") AS "total_products"
FROM "growth"
ORDER BY "month";

-- sessions: Session: time to first event (median hours)
WITH "events_grouped" AS (
  SELECT
    "session_id",
    COUNT(*) AS "children",
    MIN("occurred_at") AS "first_at"
  FROM "public"."events"
  GROUP BY 1
)
SELECT
  CAST(DATE_TRUNC('month', "s"."started_at") AS DATE) AS "month",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, "s"."started_at", "events"."first_at") / 3600.0) AS "median_hours"
FROM "public"."sessions" AS "s"
JOIN "events_grouped" AS "events" ON "events"."session_id" = "s"."id"
WHERE "events"."first_at" >= "s"."started_at"
  AND "s"."started_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- customers: Customers by country
SELECT
  "country",
  COUNT(*) AS "customers",
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS "share"
FROM "public"."customers"
WHERE "country" IS NOT NULL
GROUP BY 1
ORDER BY "customers" DESC;

-- events: Events per month
SELECT
  CAST(DATE_TRUNC('month', "occurred_at") AS DATE) AS "month",
  COUNT(*) AS "events"
FROM "public"."events"
WHERE "occurred_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- events: Average event items by month
SELECT
  CAST(DATE_TRUNC('month', "occurred_at") AS DATE) AS "month",
  AVG(CAST(CAST(GET_PATH("payload", '"items"') AS VARCHAR) AS NUMBER(38, 10))) AS "average_items"
FROM "public"."events"
WHERE "occurred_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- machines: Machines by site
SELECT
  "site",
  COUNT(*) AS "machines",
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS "share"
FROM "public"."machines"
GROUP BY 1
ORDER BY "machines" DESC;

-- order_items: Average order item unit price by month
SELECT
  CAST(DATE_TRUNC('month', "o"."ordered_at") AS DATE) AS "month",
  AVG("oi"."unit_price") AS "average_unit_price"
FROM "public"."order_items" AS "oi"
JOIN "public"."orders" AS "o" ON "o"."id" = "oi"."order_id"
WHERE COALESCE("o"."is_test", FALSE) = FALSE
  AND "o"."ordered_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- orders: Order discount rate by month
SELECT
  CAST(DATE_TRUNC('month', "ordered_at") AS DATE) AS "month",
  CAST(SUM("discount") AS DOUBLE) / NULLIF(SUM("total"), 0) AS "discount_rate"
FROM "public"."orders"
WHERE COALESCE("is_test", FALSE) = FALSE
  AND "ordered_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- orders: Average order days by channel
SELECT
  "channel",
  AVG(CAST(CAST(GET_PATH("shipping", '"days"') AS VARCHAR) AS NUMBER(38, 10))) AS "average_days",
  COUNT(*) AS "orders"
FROM "public"."orders"
WHERE COALESCE("is_test", FALSE) = FALSE
GROUP BY 1
ORDER BY "average_days" DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  CAST(DATE_TRUNC('month', "paid_at") AS DATE) AS "month",
  SUM("fee") AS "fee"
FROM "public"."payments"
WHERE "paid_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- products: Products with complete data, share
SELECT CAST(COUNT(CASE WHEN "cost" IS NOT NULL THEN 1 END) AS DOUBLE) / NULLIF(COUNT(*), 0) AS "complete_share"
FROM "public"."products";

-- sessions: Repeat rate of customers by sessions
WITH "per_customer" AS (
  SELECT
    "customer_id" AS "customer",
    COUNT(*) AS "sessions"
  FROM "public"."sessions"
  WHERE "customer_id" IS NOT NULL
  GROUP BY 1
)
SELECT CAST(COUNT(CASE WHEN "sessions" >= 2 THEN 1 END) AS DOUBLE) / NULLIF(COUNT(*), 0) AS "repeat_rate"
FROM "per_customer";

-- sessions: Bounced share of sessions by month
SELECT
  CAST(DATE_TRUNC('month', "started_at") AS DATE) AS "month",
  CAST(COUNT(CASE WHEN COALESCE("bounced", FALSE) = TRUE THEN 1 END) AS DOUBLE) / NULLIF(COUNT(*), 0) AS "bounced_share"
FROM "public"."sessions"
WHERE "started_at" < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY "month";

-- shipments: Average shipment cost by carrier
SELECT
  "carrier",
  AVG("cost") AS "average_cost",
  COUNT(*) AS "shipments"
FROM "public"."shipments"
GROUP BY 1
ORDER BY "average_cost" DESC NULLS LAST
LIMIT 15;

-- orders: operator start_minute
SELECT DATE_TRUNC('minute', "ordered_at") AS "start_minute"
FROM "public"."orders";

-- orders: operator difference_minute
SELECT DATEDIFF(SECOND, "ordered_at", "delivered_on") / 60.0 AS "difference_minute"
FROM "public"."orders";

-- orders: operator start_hour
SELECT DATE_TRUNC('hour', "ordered_at") AS "start_hour"
FROM "public"."orders";

-- orders: operator difference_hour
SELECT DATEDIFF(SECOND, "ordered_at", "delivered_on") / 3600.0 AS "difference_hour"
FROM "public"."orders";

-- orders: operator shift_hour
SELECT DATEADD(HOUR, -2, "ordered_at") AS "shift_hour"
FROM "public"."orders";

-- orders: operator start_day
SELECT CAST(DATE_TRUNC('day', "ordered_at") AS DATE) AS "start_day"
FROM "public"."orders";

-- orders: operator difference_day
SELECT DATEDIFF(SECOND, "ordered_at", "delivered_on") / 86400.0 AS "difference_day"
FROM "public"."orders";

-- orders: operator shift_day
SELECT DATEADD(DAY, -2, "ordered_at") AS "shift_day"
FROM "public"."orders";

-- orders: operator period_day
SELECT DATEADD(day, -3, DATE_TRUNC('day', CURRENT_DATE)) AS "period_day"
FROM "public"."orders";

-- orders: operator start_week
SELECT CAST(DATE_TRUNC('week', "ordered_at") AS DATE) AS "start_week"
FROM "public"."orders";

-- orders: operator difference_week
SELECT DATEDIFF(SECOND, "ordered_at", "delivered_on") / 604800.0 AS "difference_week"
FROM "public"."orders";

-- orders: operator shift_week
SELECT DATEADD(WEEK, -2, "ordered_at") AS "shift_week"
FROM "public"."orders";

-- orders: operator period_week
SELECT DATEADD(week, -3, DATE_TRUNC('week', CURRENT_DATE)) AS "period_week"
FROM "public"."orders";

-- orders: operator start_month
SELECT CAST(DATE_TRUNC('month', "ordered_at") AS DATE) AS "start_month"
FROM "public"."orders";

-- orders: operator difference_month
SELECT DATEDIFF(MONTH, "ordered_at", "delivered_on") AS "difference_month"
FROM "public"."orders";

-- orders: operator shift_month
SELECT DATEADD(MONTH, -2, "ordered_at") AS "shift_month"
FROM "public"."orders";

-- orders: operator period_month
SELECT DATEADD(month, -3, DATE_TRUNC('month', CURRENT_DATE)) AS "period_month"
FROM "public"."orders";

-- orders: operator start_quarter
SELECT CAST(DATE_TRUNC('quarter', "ordered_at") AS DATE) AS "start_quarter"
FROM "public"."orders";

-- orders: operator difference_quarter
SELECT DATEDIFF(QUARTER, "ordered_at", "delivered_on") AS "difference_quarter"
FROM "public"."orders";

-- orders: operator shift_quarter
SELECT DATEADD(QUARTER, -2, "ordered_at") AS "shift_quarter"
FROM "public"."orders";

-- orders: operator period_quarter
SELECT DATEADD(quarter, -3, DATE_TRUNC('quarter', CURRENT_DATE)) AS "period_quarter"
FROM "public"."orders";

-- orders: operator start_year
SELECT CAST(DATE_TRUNC('year', "ordered_at") AS DATE) AS "start_year"
FROM "public"."orders";

-- orders: operator difference_year
SELECT DATEDIFF(YEAR, "ordered_at", "delivered_on") AS "difference_year"
FROM "public"."orders";

-- orders: operator shift_year
SELECT DATEADD(YEAR, -2, "ordered_at") AS "shift_year"
FROM "public"."orders";

-- orders: operator period_year
SELECT DATEADD(year, -3, DATE_TRUNC('year', CURRENT_DATE)) AS "period_year"
FROM "public"."orders";

-- orders: operator bucket
SELECT FLOOR("total" * 1.0 / 50) * 50 AS "bucket"
FROM "public"."orders";

-- orders: operator least_of
SELECT LEAST("total", "discount") AS "least_of"
FROM "public"."orders";

-- orders: operator label
SELECT "channel" || ' ' || "currency" AS "label"
FROM "public"."orders";

-- orders: operator has_gift
SELECT CASE WHEN "note" ILIKE '%It''s a gift%' THEN 1 END AS "has_gift"
FROM "public"."orders";

-- orders: operator lower_case
SELECT LOWER("channel") AS "lower_case"
FROM "public"."orders";

-- orders: operator today
SELECT CURRENT_DATE AS "today"
FROM "public"."orders";

-- orders: operator now
SELECT CURRENT_TIMESTAMP AS "now"
FROM "public"."orders";

-- orders: operator whole
SELECT CAST("total" AS NUMBER(38, 0)) AS "whole"
FROM "public"."orders";

-- orders: operator as_text
SELECT CAST("total" AS VARCHAR) AS "as_text"
FROM "public"."orders";

-- orders: operator as_date
SELECT CAST("ordered_at" AS DATE) AS "as_date"
FROM "public"."orders";

-- orders: operator fee
SELECT CAST(CAST(GET_PATH("shipping", '"fee"') AS VARCHAR) AS NUMBER(38, 10)) AS "fee"
FROM "public"."orders";

-- orders: operator city
SELECT CAST(GET_PATH("shipping", '"address"."city"') AS VARCHAR) AS "city"
FROM "public"."orders";

-- order_items: whole numbers
SELECT
  AVG("quantity") AS "average_quantity",
  SUM("quantity") AS "quantity",
  SUM("quantity" * ("unit_price" - "discount")) AS "amount",
  SUM("unit_price" - "discount") AS "net",
  AVG(CASE WHEN "quantity" > 1 THEN "quantity" END) AS "large",
  CAST(SUM("quantity") AS DOUBLE) / NULLIF(COUNT(*), 0) AS "per_line"
FROM "public"."order_items";

-- order_items: bucket of whole numbers
SELECT
  FLOOR("quantity" * 1.0 / 5) * 5 AS "quantity_from",
  COUNT(*) AS "items"
FROM "public"."order_items"
GROUP BY 1
ORDER BY "quantity_from";

-- orders: ratio of sums of decimals
SELECT CAST(SUM("discount") AS DOUBLE) / NULLIF(SUM("total"), 0) AS "rate"
FROM "public"."orders";

-- orders: text as other types
SELECT
  TRY_CAST("note" AS NUMBER(38, 10)) AS "a_number",
  TRY_CAST("note" AS NUMBER(38, 10)) AS "a_whole_number",
  TRY_CAST("note" AS DATE) AS "a_date",
  TRY_CAST("note" AS TIMESTAMP_NTZ) AS "a_time",
  TRY_CAST("note" AS BOOLEAN) AS "a_flag"
FROM "public"."orders";

-- orders: window functions
SELECT
  CAST(DATE_TRUNC('month', "ordered_at") AS DATE) AS "month",
  "channel",
  SUM("total") AS "total",
  LAG(SUM("total")) OVER (ORDER BY CAST(DATE_TRUNC('month', "ordered_at") AS DATE)) AS "previous",
  SUM(SUM("total")) OVER (ORDER BY CAST(DATE_TRUNC('month', "ordered_at") AS DATE)) AS "up_to_here",
  ROW_NUMBER() OVER (PARTITION BY CAST(DATE_TRUNC('month', "ordered_at") AS DATE) ORDER BY SUM("total") DESC NULLS LAST) AS "place",
  SUM(SUM("total")) OVER (PARTITION BY CAST(DATE_TRUNC('month', "ordered_at") AS DATE)) AS "of_month",
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS "share"
FROM "public"."orders"
GROUP BY 1, 2
ORDER BY "month", "total" DESC NULLS LAST
LIMIT 20;

-- orders: stages
SELECT
  1 AS "position",
  'ordered_at' AS "stage",
  COUNT("ordered_at") AS "orders"
FROM "public"."orders"
UNION ALL
SELECT
  2 AS "position",
  'shipped_at' AS "stage",
  COUNT("shipped_at") AS "orders"
FROM "public"."orders"
UNION ALL
SELECT
  3 AS "position",
  'delivered_on' AS "stage",
  COUNT("delivered_on") AS "orders"
FROM "public"."orders"
ORDER BY "position";

-- orders: times of several kinds
SELECT
  DATEDIFF(SECOND, "due_on", "delivered_on") / 86400.0 AS "dates_days",
  DATEDIFF(MONTH, "due_on", "delivered_on") AS "dates_months",
  DATEDIFF(SECOND, "due_on", "delivered_on") / 3600.0 AS "dates_hours",
  DATEDIFF(SECOND, "shipped_at", "shipped_at") / 3600.0 AS "instants_hours",
  DATEDIFF(SECOND, "ordered_at", "shipped_at") / 86400.0 AS "mixed_days",
  DATEADD(HOUR, -2, "due_on") AS "hour_of_date",
  CAST(DATE_TRUNC('week', "shipped_at") AS DATE) AS "week_of_instant",
  DAYNAME("due_on") AS "weekday_of_date",
  HOUR("shipped_at") AS "hour_of_instant",
  DATEADD(MONTH, 1, "shipped_at") AS "month_of_instant"
FROM "public"."orders"
WHERE "delivered_on" > "ordered_at"
  AND "ordered_at" < "shipped_at"
  AND "shipped_at" >= DATEADD(week, -4, DATE_TRUNC('week', CURRENT_DATE))
  AND "shipped_at" < DATE_TRUNC('week', CURRENT_DATE);

-- orders: percentiles of two values
SELECT
  "channel",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY "total") AS "median_total",
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY "discount") AS "p90_discount",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CASE WHEN "total" > 100 THEN "total" END) AS "median_large",
  COUNT(DISTINCT "customer_id") AS "buyers"
FROM "public"."orders"
GROUP BY 1
ORDER BY "median_total" DESC NULLS LAST;

-- orders: a name that hides a column
SELECT
  LOWER("channel") AS "channel",
  SUM("total") AS "total",
  CAST(SUM("total") AS DOUBLE) / NULLIF(COUNT(*), 0) AS "average"
FROM "public"."orders"
WHERE "total" > 0
  AND "channel" <> '매장'
GROUP BY 1
ORDER BY "total" DESC NULLS LAST;

-- customers: without a partner
SELECT COUNT(CASE WHEN "o"."id" IS NULL THEN 1 END) AS "without_orders"
FROM "public"."customers" AS "c"
LEFT JOIN "public"."orders" AS "o" ON "o"."customer_id" = "c"."id";

-- orders: texts
SELECT
  COALESCE("channel", 'it''s a \\ “none”') AS "label",
  COUNT(*) AS "orders"
FROM "public"."orders"
WHERE "channel" IN ('a', '온라인')
GROUP BY 1
ORDER BY "orders" DESC;

-- orders: flags in JSON
SELECT
  COUNT(CASE WHEN COALESCE(CAST(CAST(GET_PATH("shipping", '"insured"') AS VARCHAR) AS BOOLEAN), FALSE) = TRUE THEN 1 END) AS "insured",
  AVG(CAST(CAST(GET_PATH("shipping", '"days"') AS VARCHAR) AS NUMBER(38, 10))) AS "days",
  MAX(CAST(CAST(GET_PATH("shipping", '"sent on"') AS VARCHAR) AS DATE)) AS "sent"
FROM "public"."orders";

-- orders: operator day_digits
SELECT TRY_TO_DATE('20240131', 'YYYYMMDD') AS "day_digits"
FROM "public"."orders";

-- orders: operator no_day
SELECT TRY_TO_DATE('00000000', 'YYYYMMDD') AS "no_day"
FROM "public"."orders";

-- orders: operator channel_day
SELECT TRY_TO_DATE("channel", 'YYYYMMDD') AS "channel_day"
FROM "public"."orders";

-- orders: operator second_digits
SELECT TRY_TO_TIMESTAMP_NTZ('20240131235859', 'YYYYMMDDHH24MISS') AS "second_digits"
FROM "public"."orders";

-- orders: operator iso_day
SELECT TRY_TO_DATE('2024-01-31', 'YYYY-MM-DD') AS "iso_day"
FROM "public"."orders";

-- orders: operator iso_second
SELECT TRY_TO_TIMESTAMP_NTZ('2024-01-31 23:58:59') AS "iso_second"
FROM "public"."orders";

-- orders: operator epoch_seconds
SELECT TO_TIMESTAMP_NTZ(1706745539, 0) AS "epoch_seconds"
FROM "public"."orders";

-- orders: operator epoch_milliseconds
SELECT TO_TIMESTAMP_NTZ(1706745539000, 3) AS "epoch_milliseconds"
FROM "public"."orders";

-- orders: operator day_number
SELECT TRY_TO_DATE(CAST(20240131 AS VARCHAR), 'YYYYMMDD') AS "day_number"
FROM "public"."orders";

