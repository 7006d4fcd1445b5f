-- SPDX-License-Identifier: GPL-3.0-or-later
-- # What runs and yet does not belong on a dashboard.
-- @name: Number of customers
-- @why: only counts rows, without time, filter or comparison
SELECT count(*) AS customers FROM customers
---
-- @name: Number of orders
-- @why: only counts rows
SELECT COUNT(*) FROM orders
---
-- @name: Number of products
-- @why: only counts rows
SELECT count(id) AS products FROM products
---
-- @name: Number of machines
-- @why: only counts rows
SELECT count(*) AS total FROM machines
---
-- @name: Distinct order numbers
-- @why: a key is always distinct
SELECT count(DISTINCT id) AS orders FROM orders
---
-- @name: All customers
-- @why: a dump of a table
SELECT * FROM customers
---
-- @name: All order details
-- @why: a dump of a table with a limit
SELECT * FROM orders LIMIT 100
---
-- @name: Order list
-- @why: rows instead of a number
SELECT id, customer_id, status, total FROM orders
---
-- @name: Latest orders
-- @why: a list of rows
SELECT id, ordered_at, total FROM orders ORDER BY ordered_at DESC LIMIT 50
---
-- @name: Customer e-mails
-- @why: personal data, rows instead of a number
SELECT name, email FROM customers ORDER BY name
---
-- @name: Sum of order numbers
-- @why: a key is no quantity
SELECT sum(id) AS total FROM orders
---
-- @name: Average customer number
-- @why: a key is no quantity
SELECT avg(customer_id) AS average_customer FROM orders
---
-- @name: Highest product number
-- @why: a key is no quantity
SELECT max(id) AS highest FROM products
---
-- @name: Range of order numbers
-- @why: keys are no quantity
SELECT min(id) AS first_id, max(id) AS last_id FROM orders
---
-- @name: Average status of subscriptions
-- @why: a code is no quantity
SELECT avg(status) AS average_status FROM subscriptions
---
-- @name: Sum of status codes
-- @why: a code is no quantity
SELECT sum(status_code) AS total_status FROM machine_readings
---
-- @name: Page views
-- @why: counts a counter instead of summing it
SELECT count(page_views) AS page_views FROM sessions
---
-- @name: Produced pieces
-- @why: counts a quantity instead of summing it
SELECT machine_id, count(produced) AS produced FROM machine_readings GROUP BY machine_id
---
-- @name: Total output
-- @why: sums a counter that only ever grows
SELECT sum(total_output) AS output FROM machine_readings
---
-- @name: Orders by time
-- @why: grouped by a raw timestamp, one row per order
SELECT ordered_at, count(*) AS orders FROM orders GROUP BY ordered_at ORDER BY ordered_at
---
-- @name: Events over time
-- @why: grouped by a raw timestamp
SELECT occurred_at, count(*) AS events FROM events GROUP BY 1
---
-- @name: Payments by moment
-- @why: grouped by a raw timestamp
SELECT paid_at, sum(amount) AS amount FROM payments GROUP BY paid_at
---
-- @name: Sessions by start
-- @why: grouped by a raw timestamp
SELECT started_at, avg(page_views) AS views FROM sessions GROUP BY started_at
---
-- @name: Orders per order
-- @why: grouped by the key, always 1
SELECT id, count(*) AS orders FROM orders GROUP BY id
---
-- @name: Customers by e-mail
-- @why: grouped by something unique
SELECT email, count(*) AS customers FROM customers GROUP BY email
---
-- @name: Products by SKU
-- @why: grouped by something unique
SELECT sku, count(*) AS products FROM products GROUP BY sku ORDER BY sku
---
-- @name: Tickets by subject
-- @why: grouped by free text that is unique
SELECT subject, count(*) AS tickets FROM tickets GROUP BY subject
---
-- @name: Shipments by distance
-- @why: grouped by a measured number
SELECT distance_km, count(*) AS shipments FROM shipments GROUP BY distance_km
---
-- @name: Order completion ratio
-- @why: always 1
SELECT count(*)::numeric / NULLIF(count(*), 0) AS ratio FROM orders
---
-- @name: Orders with a number
-- @why: always 1: the column is never empty
SELECT count(id)::numeric / NULLIF(count(*), 0) AS complete FROM orders
---
-- @name: Paid ratio
-- @why: both counts have the same condition
SELECT count(*) FILTER (WHERE status = 'paid')::numeric / NULLIF(count(*) FILTER (WHERE status = 'paid'), 0) AS ratio FROM orders
---
-- @name: Revenue ratio
-- @why: a number by itself
SELECT sum(total) / NULLIF(sum(total), 0) AS ratio FROM orders
---
-- @name: One
-- @why: a constant
SELECT 1 AS kpi
---
-- @name: Today
-- @why: reads no table
SELECT CURRENT_DATE AS today
---
-- @name: Target rate
-- @why: a constant
SELECT 0.95 AS target_rate FROM machines LIMIT 1
---
-- @name: Constant per machine
-- @why: the same in all rows
SELECT code, 100 AS score FROM machines
---
-- @name: Cancelled orders in capitals
-- @why: nothing has that status
SELECT channel, count(*) AS cancelled FROM orders WHERE channel = 'CANCELLED' GROUP BY channel
---
-- @name: Orders from the moon
-- @why: empty result
SELECT channel, sum(total) AS revenue FROM orders WHERE channel = 'moon' GROUP BY channel
---
-- @name: Sum over nothing
-- @why: all NULL
SELECT sum(total) AS revenue FROM orders WHERE channel = 'fax'
---
-- @name: Average of nothing
-- @why: all NULL
SELECT avg(satisfaction) AS satisfaction FROM tickets WHERE agent = 'Nobody'
---
-- @name: Customers without a name
-- @why: compares with NULL, never true
SELECT count(*) AS customers FROM customers WHERE name = NULL
---
-- @name: Impossible orders
-- @why: contradicts itself
SELECT count(*) AS orders FROM orders WHERE channel = 'web' AND channel = 'app'
---
-- @name: Revenue with items
-- @why: fan-out: an order's total is added once for each of its lines
SELECT sum(o.total) AS revenue FROM orders AS o JOIN order_items AS i ON i.order_id = o.id
---
-- @name: Revenue by product
-- @why: fan-out: the total of the whole order for each product
SELECT p.name, sum(o.total) AS revenue
FROM orders AS o JOIN order_items AS i ON i.order_id = o.id JOIN products AS p ON p.id = i.product_id
GROUP BY p.name ORDER BY revenue DESC LIMIT 10
---
-- @name: Average order value with payments
-- @why: fan-out over payments
SELECT avg(o.total) AS average FROM orders AS o JOIN payments AS p ON p.order_id = o.id
---
-- @name: Credit limit of buyers
-- @why: fan-out: a customer's limit once per order
SELECT sum(c.credit_limit) AS credit FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
---
-- @name: Fees of subscribers with sessions
-- @why: two one-to-many joins multiply
SELECT sum(s.monthly_fee) AS fees
FROM customers AS c JOIN subscriptions AS s ON s.customer_id = c.id JOIN sessions AS x ON x.customer_id = c.id
---
-- @name: Machines and sites
-- @why: cartesian product
SELECT count(*) AS pairs FROM machines AS a, categories AS b
---
-- @name: Orders and tickets
-- @why: cartesian product
SELECT o.channel, count(*) AS tickets FROM orders AS o, tickets AS t GROUP BY o.channel
---
-- @name: Products crossed with categories
-- @why: cartesian product
SELECT k.name, sum(p.price) AS price FROM products AS p CROSS JOIN categories AS k GROUP BY k.name
---
-- @name: Orders per customer
-- @why: a row per customer, far more than anybody reads
SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id
---
-- @name: Revenue per customer and day
-- @why: hundreds of groups
SELECT customer_id, ordered_at::date, sum(total) FROM orders GROUP BY 1, 2
---
-- @name: Sessions per customer and device
-- @why: hundreds of groups
SELECT customer_id, device, count(*) FROM sessions GROUP BY customer_id, device
---
-- @name: Events per session
-- @why: hundreds of groups by a key
SELECT session_id, count(*) AS events FROM events GROUP BY session_id
---
-- @name: Payload of events
-- @why: grouped by a document
SELECT payload, count(*) AS events FROM events GROUP BY payload
---
-- @name: Readings
-- @why: raw measurements
SELECT machine_id, read_at, temperature FROM machine_readings ORDER BY read_at
---
-- @name: Temperature readings of one machine
-- @why: raw measurements
SELECT read_at, temperature FROM machine_readings WHERE machine_id = 1
---
-- @name: Notes on orders
-- @why: free text
SELECT note, count(*) FROM orders GROUP BY note
---
-- @name: Ticket tags
-- @why: grouped by a list
SELECT tags, count(*) FROM tickets GROUP BY tags
---
-- @name: Country of customers in order
-- @why: lists values
SELECT DISTINCT country FROM customers
---
-- @name: Statuses
-- @why: lists values
SELECT DISTINCT status FROM orders ORDER BY status
---
-- @name: Longest name
-- @why: says nothing about the business
SELECT max(length(name)) AS longest_name FROM customers
---
-- @name: Average length of subjects
-- @why: says nothing about the business
SELECT avg(length(subject)) AS average_length FROM tickets
---
-- @name: First customer
-- @why: one arbitrary row
SELECT name FROM customers LIMIT 1
---
-- @name: Some order
-- @why: one arbitrary row
SELECT total FROM orders LIMIT 1
---
-- @name: First sign-up
-- @why: never changes
SELECT min(signed_up_at) AS first_sign_up FROM customers
---
-- @name: Last birth date
-- @why: says nothing about the business
SELECT max(birth_date) AS youngest FROM customers
---
-- @name: Average birth year
-- @why: says nothing that one would act upon, unaliased
SELECT avg(EXTRACT(year FROM birth_date)) FROM customers
---
-- @name: Monthly revenue, once more
-- @why: a duplicate of a good one
-- @duplicate: yes
SELECT date_trunc('month', ordered_at) AS month, sum(total - discount) AS turnover
FROM orders
WHERE ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'
  AND ordered_at < date_trunc('month', CURRENT_DATE) AND status <> 'cancelled' AND NOT is_test
GROUP BY 1
ORDER BY 1 DESC
---
-- @name: Turnover by country
-- @why: a duplicate of a good one with other aliases
-- @duplicate: yes
SELECT x.country, sum(y.total - y.discount) AS turnover
FROM orders AS y
JOIN customers AS x ON x.id = y.customer_id
WHERE y.status <> 'cancelled' AND x.country IS NOT NULL
GROUP BY x.country
ORDER BY turnover DESC
LIMIT 10
---
-- @name: Bounces by device
-- @why: a duplicate of a good one
-- @duplicate: yes
SELECT device, count(*) FILTER (WHERE bounced)::numeric / NULLIF(count(*), 0) AS bounces
FROM sessions
GROUP BY device
---
-- @name: Churn by plan, again
-- @why: a duplicate of a good one
-- @duplicate: yes
SELECT plan, count(cancelled_on)::numeric / NULLIF(count(*), 0) AS churn
FROM subscriptions
GROUP BY plan
ORDER BY plan
---
-- @name: Defects by machine
-- @why: a duplicate of a good one
-- @duplicate: yes
SELECT b.code AS m, sum(a.defects)::numeric / NULLIF(sum(a.produced), 0) AS rate
FROM machine_readings AS a
JOIN machines AS b ON b.id = a.machine_id
GROUP BY b.code
---
-- @name: New customers, monthly
-- @why: a duplicate of a good one
-- @duplicate: yes
SELECT date_trunc('month', signed_up_at) AS m, count(*) AS n
FROM customers
WHERE signed_up_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1 DESC
---
-- @name: Tax rates
-- @why: the sum of rates is nothing
SELECT sum(tax_rate) AS tax FROM orders
---
-- @name: Total temperature
-- @why: temperatures do not add up
SELECT sum(temperature) AS temperature FROM machine_readings
---
-- @name: Total discount rate
-- @why: rates do not add up
SELECT order_id, sum(discount_rate) AS rate FROM order_items GROUP BY order_id
---
-- @name: Total of unit prices
-- @why: prices without quantities do not add up
SELECT sum(unit_price) AS total FROM order_items
---
-- @name: Order lines
-- @why: line numbers are no quantity
SELECT sum(line_no) AS lines FROM order_items
---
-- @name: Identifiers of payments
-- @why: lists keys
SELECT id, order_id FROM payments
---
-- @name: Products by identifier
-- @why: grouped by something unique
SELECT external_id, count(*) FROM products GROUP BY external_id
---
-- @name: Highest order number per channel
-- @why: a key is no quantity
SELECT channel, max(id) AS highest FROM orders GROUP BY channel
---
-- @name: Share over a hundred
-- @why: a share that leaves 0 to 100
SELECT sum(items_count) * 100.0 / NULLIF(count(*), 0) AS share_percent FROM orders
---
-- @name: Growth share
-- @why: a share below zero
SELECT channel, (sum(discount) - sum(total)) / NULLIF(sum(total), 0) AS share FROM orders GROUP BY channel
---
-- @name: Budget approvers
-- @why: a list of people
SELECT approved_by FROM finance.budgets
---
-- @name: Number of budgets
-- @why: only counts rows
SELECT count(*) AS budgets FROM finance.budgets
---
-- @name: Number of targets
-- @why: only counts rows
SELECT count(*) FROM "MonthlyTargets"
---
-- @name: Order of targets
-- @why: a position is no quantity
SELECT sum("order") AS total FROM "MonthlyTargets"
---
-- @name: Number of subscriptions
-- @why: only counts rows
SELECT COUNT(*) AS count FROM subscriptions
---
-- @name: Number of readings
-- @why: only counts rows
SELECT count(*) AS readings FROM machine_readings
---
-- @name: Number of payments
-- @why: only counts rows
SELECT count(*) AS payments FROM payments
---
-- @name: Customers and their orders
-- @why: detail rows of a join
SELECT c.name, o.id, o.total FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
---
-- @name: Sessions with their events
-- @why: detail rows of a join
SELECT s.id, e.event_type, e.occurred_at FROM sessions AS s JOIN events AS e ON e.session_id = s.id LIMIT 1000
---
-- @name: Hour and minute of orders
-- @why: over a thousand groups of one
SELECT to_char(ordered_at, 'YYYY-MM-DD HH24:MI'), count(*) FROM orders GROUP BY 1
---
-- @name: Orders by total
-- @why: grouped by an amount
SELECT total, count(*) AS orders FROM orders GROUP BY total
---
-- @name: Ended sessions by end
-- @why: grouped by a raw timestamp that may be missing
SELECT ended_at, count(*) AS sessions FROM sessions GROUP BY ended_at
---
-- @name: Ratio of sites
-- @why: always the same by construction
SELECT count(DISTINCT site)::numeric / NULLIF(count(DISTINCT site), 0) AS ratio FROM machines
---
-- @name: Random number
-- @why: changes by itself
SELECT random() AS value FROM machines LIMIT 1
---
-- @name: Names of products
-- @why: lists values
SELECT name FROM products WHERE NOT discontinued
---
-- @name: Orders that were ordered
-- @why: the column is never empty, so the filter does nothing and the rest is a bare count
SELECT count(*) AS orders FROM orders WHERE ordered_at IS NOT NULL
