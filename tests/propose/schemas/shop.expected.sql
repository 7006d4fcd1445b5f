-- What the analyst's KPIs of the shop have to give, written from what their names and descriptions
-- mean, in another shape than a compiler would write it.

-- kpi: orders / Order total amount per month
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT sum(total_amount) FROM orders
  WHERE NOT is_test AND cancelled_at IS NULL AND to_char(ordered_at, 'YYYY-MM') = to_char(m, 'YYYY-MM'))
FROM generate_series(date_trunc('month', CURRENT_DATE - interval '12 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m

-- kpi: orders / Order total amount growth, month on month
WITH t AS (SELECT m, (SELECT sum(total_amount) FROM orders
    WHERE NOT is_test AND cancelled_at IS NULL AND ordered_at >= m AND ordered_at < m + interval '1 month') AS v
  FROM generate_series(date_trunc('month', CURRENT_DATE - interval '13 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m)
SELECT to_char(b.m, 'YYYY-MM-DD'), b.v / a.v - 1 FROM t AS a JOIN t AS b ON b.m = a.m + interval '1 month'
ORDER BY b.m

-- kpi: orders / Average order value by month
-- Of valid orders, tests left out.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(total_amount) / count(*)
FROM orders WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped', 'delivered')
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Orders, last 30 days
SELECT count(*) FROM orders WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: orders / Order total amount, last 30 days
SELECT sum(CASE WHEN status <> 'cancelled' THEN total_amount END) FROM orders
WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: orders / Order growth, last month
SELECT a.n::numeric / b.n - 1
FROM (SELECT count(*) AS n FROM orders WHERE NOT is_test AND to_char(ordered_at, 'YYYY-MM') = to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS a,
  (SELECT count(*) AS n FROM orders WHERE NOT is_test AND to_char(ordered_at, 'YYYY-MM') = to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')) AS b

-- kpi: orders / Order cancellation rate by month
-- Cancelled ÷ placed, by the month of the order (kpi-catalogue 2.2).
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((cancelled_at IS NOT NULL)::int)
FROM orders WHERE is_test = false
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Order discount rate by month
-- Σ discount ÷ Σ value before discount, of orders that count.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(discount_amount) / sum(total_amount + discount_amount - tax_amount - coalesce(shipping_fee, 0))
FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / On-time delivery rate of orders by month
-- Delivered on or before the promised day ÷ delivered with a promise, by the month of the order.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', 1 - avg((date(delivered_at) > promised_delivery_on)::int)
FROM orders WHERE NOT is_test AND status = 'delivered' AND promised_delivery_on IS NOT NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Overdue share of open orders
SELECT count(*) FILTER (WHERE CURRENT_DATE > promised_delivery_on)::numeric / count(*) FROM orders
WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped') AND promised_delivery_on IS NOT NULL

-- kpi: orders / Open orders by age
SELECT CASE WHEN age <= 7 THEN '00-07 days' WHEN age <= 30 THEN '08-30 days' WHEN age <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - ordered_at::date AS age FROM orders WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped')) AS o
GROUP BY 1

-- kpi: orders / Time from order to delivery (median, p90)
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM delivered_at) - extract(epoch FROM ordered_at)) / 86400,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM delivered_at) - extract(epoch FROM ordered_at)) / 86400
FROM orders WHERE NOT is_test AND status = 'delivered'
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Order funnel
SELECT s.n, s.name, (SELECT count(*) FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
  AND CASE s.n WHEN 1 THEN true WHEN 2 THEN paid_at IS NOT NULL WHEN 3 THEN shipped_at IS NOT NULL ELSE delivered_at IS NOT NULL END)
FROM (VALUES (1, 'Orders'), (2, 'Paid'), (3, 'Shipped'), (4, 'Delivered')) AS s (n, name)

-- kpi: orders / Repeat order rate of customers, last 12 months
-- Customers with two orders or more ÷ customers with any (kpi-catalogue 2.2); tests are no customers.
SELECT count(DISTINCT a.customer_id)::numeric / (SELECT count(DISTINCT customer_id) FROM orders WHERE NOT is_test
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM orders AS a JOIN orders AS b ON b.customer_id = a.customer_id AND b.order_id > a.order_id
WHERE NOT a.is_test AND NOT b.is_test
  AND to_char(a.ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
  AND to_char(b.ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: orders / Next-month order retention of customers, by cohort
WITH o AS (SELECT DISTINCT customer_id, date_trunc('month', ordered_at) AS m FROM orders WHERE NOT is_test)
SELECT to_char(f.m, 'YYYY-MM-DD'), avg(CASE WHEN EXISTS (SELECT FROM o AS n WHERE n.customer_id = f.customer_id AND n.m = f.m + interval '1 month') THEN 1 ELSE 0 END)
FROM o AS f WHERE NOT EXISTS (SELECT FROM o AS e WHERE e.customer_id = f.customer_id AND e.m < f.m)
  AND to_char(f.m, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Customer churn rate (no order in 90 days)
SELECT avg((NOT EXISTS (SELECT FROM orders AS n WHERE n.customer_id = c.customer_id AND NOT n.is_test
    AND n.ordered_at::date BETWEEN CURRENT_DATE - 90 AND CURRENT_DATE - 1))::int)
FROM (SELECT DISTINCT customer_id FROM orders WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 180 AND CURRENT_DATE - 91) AS c

-- kpi: orders / Top 10 customers by order total amount
-- Two customers have the same name: they are two.
SELECT c.full_name, t.v FROM customers AS c JOIN LATERAL (SELECT sum(total_amount) AS v FROM orders AS o
  WHERE o.customer_id = c.customer_id AND NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS t ON t.v IS NOT NULL
ORDER BY t.v DESC FETCH FIRST 10 ROWS ONLY

-- kpi: orders / Share of order total amount from top 10 customers
WITH t AS (SELECT customer_id, sum(total_amount) AS v FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top) / (SELECT sum(v) FROM t)

-- kpi: orders / Share of orders with a refund by month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((order_id IN (SELECT order_id FROM refunds))::int)
FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Orders by weekday
SELECT CASE WHEN extract(dow FROM ordered_at) = 0 THEN 7 ELSE extract(dow FROM ordered_at) END, left(to_char(ordered_at, 'FMDay'), 3), count(*)
FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1, 2
ORDER BY 1

-- kpi: order_items / Sales per month
-- Lines of cancelled and of test orders are none.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(subtotal_amount)
FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: order_items / Top 10 customers by sales
SELECT c.full_name, sum(o.subtotal_amount), sum(o.subtotal_amount) / (SELECT sum(subtotal_amount) FROM orders WHERE NOT is_test AND cancelled_at IS NULL
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM orders AS o JOIN customers AS c USING (customer_id) WHERE NOT o.is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY c.customer_id
ORDER BY 2 DESC LIMIT 10

-- kpi: order_items / Share of sales from top 10 products
WITH t AS (SELECT product_id, sum(quantity * unit_price) AS v FROM order_items
  WHERE order_id IN (SELECT order_id FROM orders WHERE NOT is_test AND cancelled_at IS NULL
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top) / (SELECT sum(v) FROM t)

-- kpi: payments / Payment amount per month
-- What was paid: attempts that failed or wait have brought nothing, and payments of test orders are none.
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', sum(amount)
FROM payments WHERE status = 'succeeded' AND order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payments / Payment failure rate by month
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', avg((failure_reason IS NOT NULL)::int)
FROM payments WHERE order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payments / Payment fee rate by month
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', sum(fee_amount) / sum(amount)
FROM payments WHERE status = 'succeeded' AND order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: refunds / Refund amount per month
SELECT to_char(r.requested_at, 'YYYY-MM') || '-01', sum(r.amount)
FROM refunds AS r, orders AS o WHERE o.order_id = r.order_id AND NOT o.is_test
  AND to_char(r.requested_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: stock_levels / Stock level on-hand quantity, latest
-- Tonight's stock, not the sum of forty nights.
SELECT sum(on_hand_qty) FROM stock_levels WHERE snapshot_date = CURRENT_DATE

-- kpi: stock_levels / Stock value, latest
SELECT sum(stock_value) FROM stock_levels WHERE snapshot_date >= CURRENT_DATE

-- kpi: stock_levels / Out-of-stock share by week
-- Things at zero ÷ things recorded, in complete weeks.
SELECT to_char(snapshot_date - (extract(isodow FROM snapshot_date)::int - 1), 'YYYY-MM-DD'), avg((on_hand_qty = 0)::int)
FROM stock_levels WHERE snapshot_date < CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1)
GROUP BY 1

-- kpi: customers / Total customers
SELECT count(*) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of customers with complete data
SELECT avg(CASE WHEN num_nulls(email, phone, country_code) = 0 THEN 1 ELSE 0 END) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of customers active in the last 30 days
SELECT avg(CASE WHEN last_login_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE THEN 1 ELSE 0 END) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of customers with an order, last 12 months
SELECT avg((EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.customer_id AND NOT o.is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')))::int)
FROM customers AS c WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Average order total amount per customer, last 12 months
-- Customers without any count as 0.
SELECT sum(o.total_amount) / (SELECT count(*) FROM customers WHERE NOT is_test AND deleted_at IS NULL)
FROM orders AS o JOIN customers AS c ON c.customer_id = o.customer_id
WHERE NOT o.is_test AND o.cancelled_at IS NULL AND NOT c.is_test AND c.deleted_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: customers / Share of new customers with an order within 30 days
-- What somebody ordered before the account was there does not tell that they started.
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.customer_id AND NOT o.is_test AND o.cancelled_at IS NULL AND o.ordered_at - c.created_at >= interval '0 days' AND o.ordered_at - c.created_at < interval '30 days'))::int)
FROM customers AS c WHERE NOT is_test AND deleted_at IS NULL
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: customers / Customer scoreboard: order total amount
-- Neither test customers nor those that have left.
SELECT c.full_name, sum(o.total_amount), count(*), sum(o.total_amount) / count(*), to_char(max(o.ordered_at), 'YYYY-MM-DD')
FROM customers AS c JOIN orders AS o ON o.customer_id = c.customer_id AND NOT o.is_test AND o.cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
WHERE c.customer_id % 40 <> 0 AND c.customer_id % 25 <> 0
GROUP BY c.customer_id
ORDER BY 2 DESC LIMIT 20

-- kpi: categories / Customers with order items by category
SELECT c.name, count(DISTINCT o.customer_id) FROM categories AS c, products AS p, order_items AS i, orders AS o
WHERE p.category_id = c.category_id AND i.product_id = p.product_id AND o.order_id = i.order_id AND NOT o.is_test AND o.cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY c.category_id

-- kpi: categories / Average sales per category, last 12 months
-- Categories without any count as 0.
SELECT (SELECT sum(subtotal_amount) FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) / 6

-- kpi: customers / Customers by segment
SELECT segment, count(*), count(*) / (SELECT count(*)::numeric FROM customers WHERE NOT is_test AND deleted_at IS NULL)
FROM customers WHERE NOT is_test AND deleted_at IS NULL GROUP BY segment

-- kpi: products / Average product gross margin
SELECT avg(1 - unit_cost / list_price) FROM products WHERE unit_cost IS NOT NULL

-- kpi: products / Share of active products
SELECT 1 - count(*) FILTER (WHERE NOT is_active)::numeric / count(*) FROM products

-- kpi: products / Products by time since last product review
SELECT CASE WHEN d IS NULL THEN 'never' WHEN d <= 30 THEN '000-030 days' WHEN d <= 90 THEN '031-090 days' WHEN d <= 180 THEN '091-180 days' ELSE '181 days and more' END, count(*)
FROM (SELECT (SELECT CURRENT_DATE - max(created_at)::date FROM product_reviews AS r WHERE r.product_id = p.product_id) AS d FROM products AS p) AS t
GROUP BY 1

-- kpi: product_reviews / Average product review rating by month
SELECT to_char(created_at, 'YYYY-MM') || '-01', sum(rating)::numeric / count(rating)
FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Product review helpful count per month
SELECT to_char(created_at, 'YYYY-MM') || '-01', sum(helpful_count)
FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_tags / Tags per product
SELECT avg(n) FROM (SELECT count(*) AS n FROM product_tags GROUP BY product_id) AS t

-- kpi: page_views / Pageviews, last 30 days
SELECT count(*) FROM page_views WHERE viewed_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: warehouses / Total warehouse capacity pallets
SELECT sum(capacity_pallets) FROM warehouses

-- kpi: coupons / Coupons ending in the next 30 days
SELECT count(*) FROM coupons WHERE valid_until BETWEEN CURRENT_DATE AND CURRENT_DATE + 29

-- kpi: product_reviews / Product reviews by rating
SELECT rating, count(*), count(*) / sum(count(*)) OVER () FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
ORDER BY 1

-- kpi: product_reviews / Share of product reviews rated 4 or 5 by month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((rating IN (4, 5))::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of product reviews rated 2 or less by month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((rating IN (1, 2))::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of product reviews with a body by month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((coalesce(length(body), 0) > 0)::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of product reviews rated 2 or less by product
-- Products with at least five reviews; the worst, then those with the most reviews first.
SELECT min(product_name), avg((rating < 3)::int), count(*) FROM products JOIN product_reviews USING (product_id)
WHERE to_char(product_reviews.created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY product_id HAVING count(*) > 4
ORDER BY 2 DESC, 3 DESC, 1 LIMIT 15

-- kpi: products / Gross margin of products sold by month
-- Products without a cost would be pure profit.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', 1 - sum(quantity * unit_cost) / sum(quantity * unit_price)
FROM orders JOIN order_items USING (order_id) JOIN products USING (product_id)
WHERE NOT is_test AND cancelled_at IS NULL AND unit_cost > 0
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: products / Share of sales from new products by month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01',
  sum(CASE WHEN ordered_at - launched_on::timestamptz >= interval '0' AND ordered_at - launched_on::timestamptz < interval '90 days' THEN quantity * unit_price ELSE 0 END) / sum(quantity * unit_price)
FROM orders JOIN order_items USING (order_id) JOIN products USING (product_id)
WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: products / Active products without an order, last 30 days: share
SELECT 1 - avg((EXISTS (SELECT FROM order_items AS i JOIN orders AS o USING (order_id) WHERE i.product_id = p.product_id AND NOT o.is_test AND o.cancelled_at IS NULL AND o.ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1))::int)
FROM products AS p WHERE is_active AND CURRENT_DATE - launched_on > 30

-- kpi: orders / Net revenue of orders after refunds by month
-- By the month of the order, whenever it was paid back; taxes and shipping are not the shop's.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(total_amount - coalesce(tax_amount, 0) - coalesce(shipping_fee, 0) - (SELECT coalesce(sum(amount), 0) FROM refunds AS r WHERE r.order_id = o.order_id))
FROM orders AS o WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
